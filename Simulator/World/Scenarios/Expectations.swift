/// What a scenario expects of its world at the end: counts, each a number or a range. What is nil or
/// missing may be anything.
public struct Expectations: Sendable, Hashable, Codable {
  public typealias Count = ClosedRange<Int>

  /// Accepted messages, whatever they cost.
  public var acceptedRuns: Count?
  public var credits = Credits()
  public var renders = Renders()
  /// Of the session that was created last.
  public var draft = Draft()
  /// How many requests of an operation got past their token.
  public var requests: [Counted<PlannedRefusal.Operation>] = []
  /// How many requests were refused with a code.
  public var refusals: [Counted<Int>] = []
  /// How many requests a fault has disturbed, by its name in the catalogue.
  public var faults: [Counted<String>] = []
  /// How many entries of a kind the journal has.
  public var journal: [Counted<JournalEntry.Kind>] = []

  public init() {}

  /// How many there should be of something.
  public struct Counted<Key: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
    public var key: Key
    public var count: Count

    public init(_ key: Key, _ count: Count) {
      self.key = key
      self.count = count
    }
  }

  /// Of all accounts together.
  public struct Credits: Sendable, Hashable, Codable {
    public var available: Count?
    public var frozen: Count?
    public var spent: Count?

    public init() {}
  }

  public struct Renders: Sendable, Hashable, Codable {
    public var submitted: Count?
    public var completed: Count?
    public var failed: Count?

    public init() {}
  }

  public struct Draft: Sendable, Hashable, Codable {
    /// Its length in milliseconds.
    public var milliseconds: Count?
    /// How many segments there are of a kind; a kind without any has none.
    public var segments: [Counted<SegmentKind>] = []

    public init() {}
  }

  /// A kind of segment, by the name that scenarios give it.
  public enum SegmentKind: String, Sendable, Hashable, Codable, CaseIterable {
    case video, title, captions, music, voice, highlights
  }
}
