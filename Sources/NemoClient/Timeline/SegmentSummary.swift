/// What a segment is called: a text that it shows, or its name.
package enum SegmentTitle: Remark, Hashable {
  case text(String)
  case name(String)
  case untitled
}

/// One segment for people: what it is called, when it plays, and how loud.
package struct SegmentSummary: Remark, Hashable {
  package var title: SegmentTitle
  package var startMilliseconds: Int64
  package var endMilliseconds: Int64
  /// Of sound only, 0...1.
  package var volume: Double?

  package init(_ segment: Segment, _ label: TrackLabel) {
    title = segment.title(label)
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
  /// What the segment is called on a track of this kind.
  package func title(_ label: TrackLabel) -> SegmentTitle {
    if label.isText { return .text(Phrase.short(text ?? name) ?? "") }
    let known = Phrase.short(name) ?? Phrase.short(fileName) ?? Phrase.short(text)
    return known.map(SegmentTitle.name) ?? .untitled
  }

  /// The last part of the source's path.
  private var fileName: String? {
    let path = source?.prefix { $0 != "?" && $0 != "#" }
    return path?.split(separator: "/").last.map(String.init)
  }
}
