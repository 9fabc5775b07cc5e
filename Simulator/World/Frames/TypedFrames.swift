/// The one dialect that the vendor documents, contract section 7.3.
///
/// The frames' keys are documented there; what is in `args` and `result` is published nowhere.
struct TypedFrames: Sendable {
  func frames(of event: RunEvent, at time: FrameTime) -> [String] {
    switch event {
    case .call(let tool, _):
      [Frame.data(["type": "tool_call", "name": .string(tool.name), "args": tool.arguments])]
    case .result(let tool, _, let result, _):
      [Frame.data(["type": "tool_result", "name": .string(tool.name), "result": result])]
    case .text(let text):
      [Frame.data(["type": "text", "content": .string(text)])]
    case .failure: []
    }
  }
}
