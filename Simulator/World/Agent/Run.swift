import NemoTime

/// The agent's work on one accepted message, planned in full when it is accepted.
struct Run: Sendable, Codable {
  var session: String
  var account: String
  var accepted: WallTime
  var steps: [Step] = []
  var frames: [Frame] = []
  var finishes: WallTime
  /// Frozen until the run finishes.
  var frozenCredits = 0
  /// Whether its price covers the session's editing from then on.
  var paysForEditing = false

  /// When its stream ends; nil in worlds that were saved before streams could end early.
  var closes: WallTime?
  /// How its stream ends; nil closes it.
  var ends: StreamEnd?
  /// Whether it fails, so that its credits return; nil for no.
  var fails: Bool?

  /// Whether its credits stay frozen when it is over, because of a fault; nil for no.
  var keepsCreditsFrozen: Bool?

  /// How many exchanges read its frames; it has one from the start.
  var readers = 1

  /// Edits that take effect together, when a tool reports its result.
  struct Step: Sendable, Codable {
    var at: WallTime
    var edits: [Edit]
  }

  /// One server-sent event.
  struct Frame: Sendable, Hashable, Codable {
    var at: WallTime
    var text: String
    /// In the place of the text; nil for frames of a dialect.
    var raw: [UInt8]?

    var bytes: [UInt8] { raw ?? Array(text.utf8) }
  }
}

extension Run {
  /// What an exchange that has sent so many frames does next.
  func pull(after sent: Int) -> FramePull {
    guard sent < frames.count else { return .end(ends ?? .closed, at: closes ?? finishes) }
    return .frame(frames[sent].bytes, at: frames[sent].at)
  }
}
