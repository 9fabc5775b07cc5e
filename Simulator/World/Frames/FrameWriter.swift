import NemoTime

/// Gives what a run tells the form that the dialect asks for.
struct FrameWriter: Sendable {
  private var typed = TypedFrames()
  private var plain = PlainFrames()
  private var adk: ADKFrames
  private var heartbeats: HeartbeatFrames
  private let turns: [Form]
  /// How a failure is told. A fault may want another form than the dialect has.
  var errors: StreamErrorFrames
  private let hasDoneFrame: Bool
  private var count = 0

  private enum Form: Sendable { case typed, plain, adk }

  /// - Parameter wantsFragments: whether the message asks for texts in fragments, which only ADK
  ///   servers know.
  init(_ dialect: Dialect, wantsFragments: Bool, ids: ADKIdentifiers) {
    let isFragmented = dialect.frames != .adk || wantsFragments
    adk = ADKFrames(isFragmented: isFragmented, ids: ids)
    heartbeats = HeartbeatFrames(dialect.heartbeat)
    errors = StreamErrorFrames(form: dialect.streamError)
    hasDoneFrame = dialect.doneFrame == .on
    turns =
      switch dialect.frames {
      case .typed: [.typed]
      case .adk, .adkStreaming: [.adk]
      case .plain: [.plain]
      case .mixed: [.typed, .adk, .plain]
      }
  }

  mutating func frames(of event: RunEvent, at time: WallTime) -> [String] {
    let time = FrameTime(millisecondsSinceEpoch: time.millisecondsSinceEpoch)
    defer { count += 1 }
    guard case .failure(let kind, let message) = event else { return written(event, time) }
    // Both may be asked for, and each moves the ids on.
    let event = adk.frames(of: event, at: time)
    let text = { self.writtenText($0, time) }
    return errors.frames(kind: kind, message: message, at: time, event: { event }, text: text)
  }

  mutating func heartbeat() -> String? { heartbeats.next() }

  /// The frame before the end of a stream, where the dialect has one (section 19, row 7).
  var doneFrame: String? { hasDoneFrame ? Frame.data(["type": "done"]) : nil }

  private mutating func written(_ event: RunEvent, _ time: FrameTime) -> [String] {
    let frames = frames(of: event, in: turns[count % turns.count], time)
    // Where one form has nothing for an event, the next in turn has.
    guard frames.isEmpty, turns.count > 1 else { return frames }
    return self.frames(of: event, in: turns[(count + 1) % turns.count], time)
  }

  private mutating func frames(of event: RunEvent, in form: Form, _ time: FrameTime) -> [String] {
    switch form {
    case .typed: typed.frames(of: event, at: time)
    case .plain: plain.frames(of: event, at: time)
    case .adk: adk.frames(of: event, at: time)
    }
  }

  private func writtenText(_ text: String, _ time: FrameTime) -> [String] {
    var copy = self
    return copy.written(.text(text), time)
  }
}
