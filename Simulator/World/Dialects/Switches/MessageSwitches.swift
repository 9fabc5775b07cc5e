extension Dialect {
  /// Row 8: how a message names its user.
  public enum StrictUserID: String, Sendable, Hashable, CaseIterable {
    /// `me`, the account's own id, or nothing.
    case off
    /// `me` or the account's own id: an ADK server takes no message without one.
    case on
  }

  /// How the keys of a message are spelt (`adk-wire.md`, request).
  public enum MessageKeys: String, Sendable, Hashable, CaseIterable {
    case snake
    /// snake_case or camelCase, as an ADK server takes them.
    case both
  }

  /// Row 23: what becomes of a run whose client leaves.
  public enum OnDisconnect: String, Sendable, Hashable, CaseIterable {
    case `continue`, cancel
  }

  /// What becomes of a message during a run; no document says (section 8).
  public enum ConcurrentTurn: String, Sendable, Hashable, CaseIterable {
    case run, reject
  }

  /// Row 24: what a generation tells.
  public enum Stages: String, Sendable, Hashable, CaseIterable {
    /// The raw clip, and then what was added to it.
    case two
    /// Only the end result.
    case one
  }

  /// Row 24: whether the second stage of a generation is in the same stream.
  public enum StageTwo: String, Sendable, Hashable, CaseIterable {
    case sameStream
    /// The stream closes after the first stage, and the work goes on.
    case afterClose
  }
}
