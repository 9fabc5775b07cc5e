/// Events of Google's Agent Development Kit, contract section 7.4 and `adk-wire.md`: keys in the
/// order in which google-adk 2.13 writes them, nulls left out.
struct ADKFrames: Sendable {
  /// How much of a text is in one fragment, in characters.
  static let fragmentLength = 24

  /// Whether a text comes in fragments first.
  let isFragmented: Bool
  private let invocation: String
  private var ids: ADKIdentifiers
  /// Names of calls, which their responses repeat.
  private var calls: [Int: String] = [:]

  init(isFragmented: Bool, ids: ADKIdentifiers) {
    self.isFragmented = isFragmented
    self.ids = ids
    invocation = "e-" + self.ids.next()
  }

  mutating func frames(of event: RunEvent, at time: FrameTime) -> [String] {
    let id = ids.next()
    return events(of: event).map { Frame.data(json($0, id: id, time)) }
  }

  /// What sets one event apart from others.
  private struct Event {
    var role = "model"
    var parts: [JSON] = []
    var isPartial = false
    var failure: (code: String, message: String)?
    var isCall = false
    var artifact: String?
  }

  private mutating func events(of event: RunEvent) -> [Event] {
    switch event {
    case .call(let tool, let number):
      let id = "adk-" + ids.next()
      calls[number] = id
      let call: JSON = ["id": .string(id), "args": tool.arguments, "name": .string(tool.name)]
      return [Event(parts: [["functionCall": call]], isCall: true)]
    case .result(let tool, let number, let result, let artifact):
      let response: JSON = [
        "id": .string(calls[number] ?? ""), "name": .string(tool.name), "response": result,
      ]
      let whole = Event(role: "user", parts: [["functionResponse": response]])
      // Content and an artifact go out as two frames with one id.
      return [whole] + (artifact.map { [Event(artifact: $0)] } ?? [])
    case .text(let text):
      let whole = Event(parts: [["text": .string(text)]])
      let fragments = isFragmented ? Self.fragments(of: text) : []
      return fragments.map { Event(parts: [["text": .string($0)]], isPartial: true) } + [whole]
    case .failure(let kind, let message):
      return [Event(failure: (kind, message))]
    }
  }

  private func json(_ event: Event, id: String, _ time: FrameTime) -> JSON {
    let content: JSON = ["parts": .array(event.parts), "role": .string(event.role)]
    let artifacts: JSON = event.artifact.map { .object([.init(key: $0, value: 0)]) } ?? [:]
    return .present(
      ("content", event.parts.isEmpty ? nil : content),
      ("partial", event.isPartial ? true : nil),
      ("errorCode", event.failure.map { .string($0.code) }),
      ("errorMessage", event.failure.map { .string($0.message) }),
      ("invocationId", .string(invocation)),
      ("author", "nemo_agent"),
      (
        "actions",
        [
          "stateDelta": [:], "artifactDelta": artifacts, "requestedAuthConfigs": [:],
          "requestedToolConfirmations": [:],
        ]
      ),
      ("nodeInfo", ["path": "nemo_agent@1"]),
      ("longRunningToolIds", event.isCall ? [] : nil),
      ("id", .string(id)),
      ("timestamp", time.seconds))
  }

  static func fragments(of text: String) -> [String] {
    var fragments: [String] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      fragments.append(String(rest.prefix(fragmentLength)))
      rest = rest.dropFirst(fragmentLength)
    }
    return fragments
  }
}
