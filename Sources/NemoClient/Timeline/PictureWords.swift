/// The words of a drawn timeline.
struct PictureWords {
  private let language: Language
  private var isChinese: Bool { language == .chinese }

  init(_ language: Language) {
    self.language = language
  }

  /// The language tag of a document (RFC 5646).
  var tag: String { isChinese ? "zh-Hans" : "en" }

  var timeline: String { isChinese ? "时间线" : "Timeline" }
  var emptyTrack: String { isChinese ? "（空）" : "(empty)" }
  var emptyTimeline: String { TimelineHead.empty.text(in: language) }

  /// Such as `Timeline (3 tracks, 16s, 1280x720)`.
  func heading(_ layout: TimelineLayout) -> String {
    isChinese ? "\(timeline)（\(facts(layout))）" : "\(timeline) (\(facts(layout)))"
  }

  /// Such as `3 tracks, 16s, 1280x720`.
  func facts(_ layout: TimelineLayout) -> String {
    let seconds = Phrase.number(layout.durationMilliseconds)
    var facts = [tracks(layout.trackCount), isChinese ? "\(seconds) 秒" : "\(seconds)s"]
    if let width = layout.width, let height = layout.height { facts.append("\(width)x\(height)") }
    return facts.joined(separator: isChinese ? "，" : ", ")
  }

  func moreTracks(_ count: Int) -> String {
    isChinese ? "还有 \(count) 条轨道" : "+\(count) more tracks"
  }

  private func tracks(_ count: Int) -> String {
    if isChinese { return "\(count) 条轨道" }
    return count == 1 ? "1 track" : "\(count) tracks"
  }
}
