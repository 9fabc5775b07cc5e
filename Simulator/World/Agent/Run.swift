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
  }
}
