/// Frames that hold a text and nothing else, contract section 7.5. Of tools they know nothing.
struct PlainFrames: Sendable {
  func frames(of event: RunEvent, at time: FrameTime) -> [String] {
    guard case .text(let text) = event else { return [] }
    return [Frame.data(["text": .string(text)])]
  }
}
