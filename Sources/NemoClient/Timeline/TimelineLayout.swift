/// Where everything of a timeline stands, before it is drawn: lanes from top to bottom, and in each
/// lane bars that do not overlap.
public struct TimelineLayout: Sendable, Hashable {
  /// From top to bottom; a track whose segments overlap has several.
  public var lanes: [Lane] = []
  /// The whole length in milliseconds, to the end of the last segment at least.
  public var durationMilliseconds: Int64
  /// How many tracks the timeline has.
  public var trackCount: Int
  /// Tracks beyond ``maximumTracks``, which have no lane.
  public var hiddenTracks: Int
  /// What the project is called, on one line, where the draft says so.
  public var title: String?
  /// In pixels, where the draft says so.
  public var width: Int?
  public var height: Int?

  /// More tracks than these are only counted.
  public static let maximumTracks = 100
  /// Segments that stand over one another in one track, beyond which they are only counted.
  public static let maximumLanesPerTrack = 4
  /// More segments than these in one lane are only counted.
  public static let maximumBars = 500

  /// A row of bars.
  public struct Lane: Sendable, Hashable {
    /// The number of the track, from 1; the summary has the same.
    public var track: Int
    /// Whether this is the first lane of its track, the one that bears its label.
    public var isFirst: Bool
    /// What the track is called, such as `Video`.
    public var label: String
    public var kind: Kind
    public var bars: [Bar]
    /// Segments of the track that found no place in its lanes. Zero in all lanes but the last.
    public var hiddenBars = 0
  }

  /// What is on a track, as far as a drawing tells it apart.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case video, sound, text, other
  }

  /// A segment.
  public struct Bar: Sendable, Hashable {
    public var startMilliseconds: Int64
    public var endMilliseconds: Int64
    /// What the segment is called, on one line.
    public var title: String
    /// The same with its times: `Lo-fi (0-10s, 35%)`.
    public var detail: String
  }

  public init(_ draft: Draft, in language: Language = .english) {
    let ends = draft.tracks.map(\.endMilliseconds)
    durationMilliseconds = max(draft.durationMilliseconds, ends.max() ?? 0)
    trackCount = draft.tracks.count
    hiddenTracks = max(0, trackCount - Self.maximumTracks)
    title = Phrase.short(draft.json["m"]?["title"]?.string).map(DisplayText.plain)
    width = draft.width
    height = draft.height
    for (index, track) in draft.tracks.prefix(Self.maximumTracks).enumerated() {
      lanes += Self.lanes(of: track, number: index + 1, language)
    }
  }

  private static func lanes(of track: Track, number: Int, _ language: Language) -> [Lane] {
    let label = TrackLabel(track)
    var hidden = 0
    var rows: [[Segment]] = [[]]
    for segment in track.segments.sorted(by: { $0.startMilliseconds < $1.startMilliseconds }) {
      let free = rows.firstIndex { $0.last.map { isAfter(segment, $0) } ?? true }
      if let free, rows[free].count < maximumBars {
        rows[free].append(segment)
      } else if free == nil, rows.count < maximumLanesPerTrack {
        rows.append([segment])
      } else {
        hidden += 1
      }
    }
    return rows.enumerated().map { index, segments in
      Lane(
        track: number, isFirst: index == 0,
        label: DisplayText.plain(label.text(in: language)), kind: Kind(track),
        bars: segments.map { Bar(SegmentSummary($0, label), language) },
        hiddenBars: index == rows.count - 1 ? hidden : 0)
    }
  }

  private static func isAfter(_ segment: Segment, _ earlier: Segment) -> Bool {
    segment.startMilliseconds >= earlier.endMilliseconds
      && segment.startMilliseconds > earlier.startMilliseconds
  }
}

extension TimelineLayout.Bar {
  init(_ segment: SegmentSummary, _ language: Language) {
    self.init(
      startMilliseconds: segment.startMilliseconds, endMilliseconds: segment.endMilliseconds,
      title: DisplayText.plain(segment.title.text(in: language)),
      detail: DisplayText.plain(segment.text(in: language)))
  }
}

extension TimelineLayout.Kind {
  init(_ track: Track) {
    self =
      switch track.type {
      case .video: .video
      case .audio: .sound
      case .text: .text
      default: .other
      }
  }
}
