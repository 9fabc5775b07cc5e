/// What a segment is called: a text that it shows, or its name.
package enum SegmentTitle: Remark, Hashable {
  case text(String)
  case name(String)
  case untitled

  /// - Parameter label: of its track.
  package init(_ segment: Segment, _ label: TrackLabel) {
    if label.isText {
      self = .text(Phrase.short(segment.text ?? segment.name) ?? "")
    } else {
      let name =
        Phrase.short(segment.name) ?? Phrase.short(segment.fileName) ?? Phrase.short(segment.text)
      // Some backends have a name for what has none.
      self = name.flatMap { $0 == Self.untitled.english ? nil : .name($0) } ?? .untitled
    }
  }
}

/// One segment for people: what it is called, when it plays, and how loud.
package struct SegmentSummary: Remark, Hashable {
  package var title: SegmentTitle
  package var startMilliseconds: Int64
  package var endMilliseconds: Int64
  /// Of sound only, 0...1.
  package var volume: Double?

  package init(_ segment: Segment, _ label: TrackLabel) {
    title = SegmentTitle(segment, label)
    startMilliseconds = segment.startMilliseconds
    endMilliseconds = segment.endMilliseconds
    volume = label.isSound ? segment.volume : nil
  }

  /// Such as `(0-10s, 35%)`, in any language (section 10.2).
  var figures: String {
    let times = Phrase.times(startMilliseconds, endMilliseconds)
    return "(\(times)\(volume.map { ", \(Phrase.percent($0))" } ?? ""))"
  }
}

extension Segment {
  /// What the segment is called: titles in quotes, names bare (section 10.2).
  func title(_ label: TrackLabel, in language: Language = .english) -> String {
    SegmentTitle(self, label).text(in: language)
  }

  /// Such as `Lo-fi (0-10s, 35%)`.
  func item(_ label: TrackLabel, in language: Language = .english) -> String {
    SegmentSummary(self, label).text(in: language)
  }

  /// The last part of the source's path.
  fileprivate var fileName: String? {
    let path = source?.prefix { $0 != "?" && $0 != "#" }
    return path?.split(separator: "/").last.map(String.init)
  }
}
