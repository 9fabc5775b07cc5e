/// Frames that say only that work goes on: contract section 7.3. The typed and the empty one are
/// documented, the others assumed.
struct HeartbeatFrames: Sendable {
  private let forms: [String]
  private var count = 0

  init(_ heartbeat: Dialect.Heartbeat) {
    let typed = "data: {\"type\":\"heartbeat\"}\n\n"
    let empty = "data:\n\n"
    let word = "data: heartbeat\n\n"
    let named = "event: heartbeat\n\n"
    let comment = ": heartbeat\n\n"
    forms =
      switch heartbeat {
      case .alternate: [typed, empty]
      case .typed: [typed]
      case .empty: [empty]
      case .word: [word]
      case .named: [named]
      case .comment: [comment]
      case .every: [typed, empty, word, named, comment]
      case .none: []
      }
  }

  /// nil where there is no heartbeat.
  mutating func next() -> String? {
    guard !forms.isEmpty else { return nil }
    defer { count += 1 }
    return forms[count % forms.count]
  }
}
