/// A timeline for people, in the form of the seed:
/// `Timeline (2 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%)`.
public struct TimelineSummary: Sendable, Hashable, CustomStringConvertible {
  /// One line per track, without its number.
  public var lines: [String]

  public init(_ draft: Draft) {
    lines = []
  }

  /// The whole summary on one line.
  public var description: String { "" }
}
