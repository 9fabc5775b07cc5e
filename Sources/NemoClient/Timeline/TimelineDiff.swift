/// What changed between two states of a timeline, in sentences for people.
public struct TimelineDiff: Sendable, Hashable, CustomStringConvertible {
  package var changes: [TimelineChange]

  /// More changes than these are only counted.
  private static let maximumChanges = 12

  /// - Parameters:
  ///   - before: the earlier draft; nil for a session without one.
  ///   - after: the later one.
  public init(before: Draft?, after: Draft?) {
    self.init(Self.changes(from: before, to: after))
  }

  /// The same with new media, for a silent edit that only made some (contract section 9).
  public init(before: SessionState, after: SessionState) {
    self.init(
      Self.changes(from: before.draft, to: after.draft) + FirstCrop.read(before, after)
        + MediaChanges.read(before, after))
  }

  package init(_ changes: [TimelineChange]) {
    let rest = changes.count - Self.maximumChanges
    self.changes = rest > 0 ? changes.prefix(Self.maximumChanges) + [.more(rest)] : changes
  }

  /// Such as `Title added: "Tips" (0-3s)`, without a full stop. Empty when nothing changed. Names
  /// that the timeline gives stay in their own language.
  public func sentences(in language: Language) -> [String] {
    changes.map { $0.text(in: language) }
  }

  /// The sentences in English.
  public var sentences: [String] { sentences(in: .english) }

  public var isEmpty: Bool { changes.isEmpty }

  /// The sentences on one line, without a full stop at the end.
  public func text(in language: Language) -> String {
    sentences(in: language).joined(separator: language == .english ? ". " : "；")
  }

  /// The sentences on one line, in English.
  public var description: String { text(in: .english) }

  private static func changes(from before: Draft?, to after: Draft?) -> [TimelineChange] {
    guard before?.canonical != after?.canonical else { return [] }
    let known = DraftChanges(before: before, after: after).changes
    return known.isEmpty ? [.unknown] : known
  }
}
