public import NemoTime

/// Something that happened in a world. Free of tokens, client ids and prompts.
public struct JournalEntry: Sendable, Hashable, Codable {
  /// What kind of thing; others may come.
  public struct Kind: RawRepresentable, Sendable, Hashable, Codable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let signedIn = Kind(rawValue: "signed-in")
    public static let sessionCreated = Kind(rawValue: "session-created")
    public static let uploaded = Kind(rawValue: "uploaded")
    /// A message was accepted: exactly one per run, whatever it costs.
    public static let runAccepted = Kind(rawValue: "run-accepted")
    public static let draftChanged = Kind(rawValue: "draft-changed")
    public static let runFinished = Kind(rawValue: "run-finished")
    public static let runCancelled = Kind(rawValue: "run-cancelled")
    public static let clientLeft = Kind(rawValue: "client-left")
    public static let renderSubmitted = Kind(rawValue: "render-submitted")
    public static let renderEnded = Kind(rawValue: "render-ended")
    /// A planned fault took effect.
    public static let faultFired = Kind(rawValue: "fault-fired")
    public static let refused = Kind(rawValue: "refused")
    /// A request that was nearly right: its route or its body is not known, and the detail says
    /// what would have been.
    public static let nearMiss = Kind(rawValue: "near-miss")
    /// Something about the world's scenario that its author should know.
    public static let scenario = Kind(rawValue: "scenario")

    /// All that this version writes.
    public static let all = [
      signedIn, sessionCreated, uploaded, runAccepted, draftChanged, runFinished, runCancelled,
      clientLeft, renderSubmitted, renderEnded, faultFired, refused, nearMiss,
      scenario,
    ]
  }

  /// When, on the world's clock.
  public var at: WallTime
  /// What happened.
  public var kind: Kind
  /// The session that it concerns.
  public var session: String?
  /// More for the developer: ids of runs and renders, counts, codes.
  public var detail: String
}

/// The last entries of a world's life.
struct Journal: Sendable, Codable {
  /// Older entries go.
  static let limit = 2_000

  private(set) var entries: [JournalEntry] = []
  /// How many older entries have gone; nil for none, as in worlds that were saved before it.
  private var goneCount: Int?

  /// The number of the first entry that is still there, counted from 1.
  var firstNumber: Int { (goneCount ?? 0) + 1 }

  mutating func add(_ entry: JournalEntry) {
    // In blocks, so that a full journal does not move all its entries for each new one.
    if entries.count >= Self.limit + 500 {
      let surplus = entries.count - Self.limit
      entries.removeFirst(surplus)
      goneCount = (goneCount ?? 0) + surplus
    }
    entries.append(entry)
  }
}
