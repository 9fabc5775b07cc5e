/// What changed between two states of a timeline, in sentences for people.
public struct TimelineDiff: Sendable, Hashable, CustomStringConvertible {
  /// Such as `Title added: "Tips" (0-3s)`. Empty when nothing changed.
  public var sentences: [String]

  /// - Parameters: the drafts; nil for a session without one.
  public init(before: Draft?, after: Draft?) {
    sentences = []
  }

  /// The same with new media, for a silent edit that only made some (contract section 9).
  public init(before: SessionState, after: SessionState) {
    self.init(before: before.draft, after: after.draft)
  }

  public var isEmpty: Bool { sentences.isEmpty }

  /// The sentences on one line.
  public var description: String { sentences.joined(separator: ". ") }
}
