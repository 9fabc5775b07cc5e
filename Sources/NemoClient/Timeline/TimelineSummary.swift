/// A timeline for people, in the form of the seed:
/// `Timeline (2 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%)`.
public struct TimelineSummary: Sendable, Hashable, CustomStringConvertible {
  /// One line per track, without its number: `Video: city timelapse (0-10s)`.
  public var lines: [String]

  /// Segments of one track that are named; the rest is counted.
  private static let namedSegments = 3

  public init(_ draft: Draft) {
    lines = draft.tracks.map(Self.line)
  }

  /// The whole summary on one line.
  public var description: String {
    if lines.isEmpty { return "The timeline is empty." }
    let numbered = lines.enumerated().map { "\($0.offset + 1). \($0.element)" }
    let count = lines.count == 1 ? "1 track" : "\(lines.count) tracks"
    return "Timeline (\(count)): " + numbered.joined(separator: " ")
  }

  private static func line(_ track: Track) -> String {
    let label = TrackLabel(track)
    let segments = track.segments
    if segments.isEmpty { return "\(label): empty" }
    if label == .captions, segments.count > 1 {
      return "\(label): \(segments.count) lines (\(track.times))"
    }
    if label == .highlights, segments.count > 1 {
      return "\(label): \(segments.count) (\(track.times))"
    }
    var items = segments.prefix(namedSegments).map { $0.item(label) }
    if segments.count > namedSegments { items.append("+\(segments.count - namedSegments) more") }
    return "\(label): " + items.joined(separator: ", ")
  }
}

/// What a track is called.
struct TrackLabel: Sendable, Hashable, CustomStringConvertible {
  let description: String

  static let video = TrackLabel("Video")
  static let music = TrackLabel("BGM")
  static let voice = TrackLabel("Voice-over")
  static let title = TrackLabel("Title")
  static let captions = TrackLabel("Captions")
  static let highlights = TrackLabel("Click highlights")

  private init(_ description: String) {
    self.description = description
  }

  /// The labels of section 10.2; by the track's type, then by what its metadata say.
  init(_ track: Track) {
    let role = track.role ?? track.name?.lowercased() ?? ""
    func says(_ words: String...) -> Bool { words.contains(where: role.contains) }
    self =
      switch track.type {
      case .video: .video
      case .audio: says("voice", "narrat", "speech", "tts") ? .voice : .music
      case .text: says("caption", "subtitle") ? .captions : .title
      default:
        says("highlight", "click") ? .highlights : TrackLabel(Phrase.short(track.name) ?? "Other")
      }
  }
}

extension Track {
  /// Such as `0-10s`.
  var times: String { Phrase.times(startMilliseconds, endMilliseconds) }
}

extension Segment {
  /// Such as `Lo-fi (0-10s, 35%)`.
  func item(_ label: TrackLabel) -> String {
    let times = Phrase.times(startMilliseconds, endMilliseconds)
    let isSound = label == .music || label == .voice
    let extra = isSound ? volume.map { ", \(Phrase.percent($0))" } ?? "" : ""
    return "\(title(label)) (\(times)\(extra))"
  }

  /// What the segment is called: titles in quotes, names bare (section 10.2).
  func title(_ label: TrackLabel) -> String {
    if label == .title || label == .captions { return "\"\(Phrase.short(text ?? name) ?? "")\"" }
    return Phrase.short(name) ?? Phrase.short(fileName) ?? Phrase.short(text) ?? "untitled"
  }

  /// The last part of the source's path.
  private var fileName: String? {
    let path = source?.prefix { $0 != "?" && $0 != "#" }
    return path?.split(separator: "/").last.map(String.init)
  }
}
