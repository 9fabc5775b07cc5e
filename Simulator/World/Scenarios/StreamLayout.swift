import NemoTime

/// Lays out a planned stream in time, in the dialect's form.
struct StreamLayout {
  /// No heartbeat is added to a stream that has so many frames.
  static let frameLimit = 100_000

  private let start: WallTime
  private let heartbeatInterval: Duration?
  private var writer: FrameWriter
  private(set) var frames: [Run.Frame] = []
  private(set) var steps: [Run.Step] = []
  private(set) var now: WallTime
  /// How the stream ends and when; nil while it goes on.
  private(set) var end: (end: StreamEnd, at: WallTime)?
  private(set) var fails = false
  private var calls = 0
  /// The numbers of calls without a result, by tool.
  private var openCalls: [String: [Int]] = [:]

  init(_ stream: PlannedStream, startingAt start: WallTime, writer: FrameWriter) {
    self.start = start
    self.writer = writer
    heartbeatInterval = stream.heartbeatInterval
    now = start
  }

  /// - Parameter edits: what each instruction before a failure stands for, in their order.
  mutating func lay(out stream: PlannedStream, edits: [[Edit]]) {
    var edits = edits[...]
    for event in stream.events {
      wait(until: start + event.at)
      perform(event.action, edits: &edits)
    }
    if end == nil { close() }
  }

  private mutating func wait(until time: WallTime) {
    if let heartbeatInterval, heartbeatInterval > .zero, end == nil {
      var beat = now + heartbeatInterval
      while beat < time, frames.count < Self.frameLimit {
        sendHeartbeat(at: beat)
        beat = beat + heartbeatInterval
      }
    }
    now = max(now, time)
  }

  private mutating func perform(_ action: PlannedStream.Action, edits: inout ArraySlice<[Edit]>) {
    switch action {
    case .text(let text): tell(.text(text))
    case .call(let tool, let arguments): call(tool, arguments.value)
    case .result(let tool, let value, let artifact):
      let number = openCalls[tool]?.popLast() ?? nextCall()
      tell(
        .result(Tool(named: tool, arguments: [:]), number: number, value.value, artifact: artifact))
    case .failure(let message):
      tell(.failure(kind: "RuntimeError", message: message))
      fails = true
    case .edit:
      let step = edits.popFirst() ?? []
      if !step.isEmpty { steps.append(.init(at: now, edits: step)) }
    case .heartbeat: sendHeartbeat(at: now)
    case .raw(let bytes):
      if end == nil { frames.append(.init(at: now, text: "", raw: bytes)) }
    case .end(let end): close(end)
    }
  }

  private mutating func call(_ tool: String, _ arguments: JSON) {
    let number = nextCall()
    openCalls[tool, default: []].append(number)
    tell(.call(Tool(named: tool, arguments: arguments), number: number))
  }

  private mutating func nextCall() -> Int {
    calls += 1
    return calls
  }

  private mutating func sendHeartbeat(at time: WallTime) {
    guard end == nil, let text = writer.heartbeat() else { return }
    frames.append(.init(at: time, text: text))
  }

  private mutating func tell(_ event: RunEvent) {
    guard end == nil else { return }
    for text in writer.frames(of: event, at: now) { frames.append(.init(at: now, text: text)) }
  }

  /// A stream that nobody ends closes a moment after its last event.
  private mutating func close() {
    now = now + RunPlanner.closing
    close(.closed)
  }

  private mutating func close(_ how: StreamEnd) {
    guard end == nil else { return }
    if how == .closed, let frame = writer.doneFrame { frames.append(.init(at: now, text: frame)) }
    end = (how, now)
  }
}
