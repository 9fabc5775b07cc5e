/// A timeline for people, in the form of the seed:
/// `Timeline (2 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%)`.
public struct TimelineSummary: Sendable, Hashable, CustomStringConvertible {
  package var tracks: [TrackSummary]

  public init(_ draft: Draft) {
    tracks = draft.tracks.map(TrackSummary.init)
  }

  /// One line per track, without its number: `Video: city timelapse (0-10s)`. Names that the
  /// timeline gives stay in their own language.
  public func lines(in language: Language) -> [String] {
    tracks.map { $0.text(in: language) }
  }

  /// The lines in English.
  public var lines: [String] { lines(in: .english) }

  /// The whole summary on one line.
  public func text(in language: Language) -> String {
    if tracks.isEmpty { return TimelineHead.empty.text(in: language) }
    let numbered = lines(in: language).enumerated().map { "\($0.offset + 1). \($0.element)" }
    let head = TimelineHead.tracks(tracks.count).text(in: language)
    return head + numbered.joined(separator: " ")
  }

  /// The whole summary on one line, in English.
  public var description: String { text(in: .english) }
}

/// How a summary begins.
enum TimelineHead: Remark {
  case empty
  case tracks(Int)
}

/// One track of a summary.
package struct TrackSummary: Remark, Hashable {
  package var label: TrackLabel
  var content: Content

  enum Content: Sendable, Hashable {
    case empty
    /// Too many to be named, and when they play.
    case counted(Int, times: String)
    /// The first segments, and how many there are in all.
    case named([SegmentSummary], count: Int)
  }

  /// Segments of one track that are named; the rest is counted.
  private static let namedSegments = 3

  package init(_ track: Track) {
    let segments = track.segments
    let label = TrackLabel(track)
    self.label = label
    if segments.isEmpty {
      content = .empty
    } else if segments.count > 1, label == .captions || label == .highlights {
      content = .counted(
        segments.count, times: Phrase.times(track.startMilliseconds, track.endMilliseconds))
    } else {
      let named = segments.prefix(Self.namedSegments).map { SegmentSummary($0, label) }
      content = .named(named, count: segments.count)
    }
  }
}
