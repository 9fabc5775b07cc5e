/// Reads how loud a clause wants a sound to be.
struct VolumeReader {
  private let clause: Clause
  private let measures: Measures
  private let draft: Draft?
  private let isRemoval: Bool

  /// What "louder" and "quieter" add and take away, without a figure.
  static let step = 0.2

  init(_ read: ReadClause, of draft: Draft?) {
    clause = read.clause
    measures = read.measures
    isRemoval = read.verbs.contains(.remove)
    self.draft = draft
  }

  /// Which way to go from the volume of now.
  var direction: Double? {
    let turns = clause.has("turn")
    if clause.hasAny(Vocabulary.louder) || turns && clause.has("up ") { return 1 }
    if clause.hasAny(Vocabulary.quieter) || turns && clause.has("down ") { return -1 }
    return nil
  }

  /// Whether it is about a volume at all, be it said or not.
  var isAsked: Bool { direction != nil || clause.has("volume", "音量", "mute", "unmute", "静音") }

  var target: Edit.Target {
    if clause.has("music", "bgm", "音乐") { return .music }
    if clause.has("voice", "narrat", "配音", "旁白") { return .voice }
    if clause.has("video", "original", "原声", "视频") { return .video }
    if isUnmuted, draft?.clips.first?.volume == 0 { return .video }
    return draft?.music.isEmpty == false ? .music : .video
  }

  private var isUnmuted: Bool { clause.has("unmute", "取消静音", "解除静音", "恢复声音", "恢复原声") }

  /// "35%", "volume 0.35", "quieter", "up by 10%"; nil when it does not say how loud.
  func volume(of target: Edit.Target) -> Double? {
    if isUnmuted { return 1 }
    if let percentage = measures.percentage {
      guard let direction, isRelative else { return percentage }
      return bounded(now(of: target) + direction * percentage)
    }
    if clause.has("volume", "音量"),
      let number = measures.numbers.first(where: { $0.unit == nil })
    {
      return bounded(number.value > 1 ? number.value / 100 : number.value)
    }
    if clause.has("mute", "静音") { return 0 }
    if let direction { return bounded(now(of: target) + direction * Self.step) }
    return isRemoval ? 0 : nil
  }

  /// "by 10%" and 调大10%, but neither "to 10%" nor 调大到10%.
  private var isRelative: Bool {
    let lead = (measures.numbers.first { $0.unit == .percent }?.lead ?? "").trimmed
    if lead.hasSuffix("by") { return true }
    return Language(of: clause.text) == .chinese
      && !["到", "至", "为", "成"].contains { lead.hasSuffix($0) }
  }

  private func now(of target: Edit.Target) -> Double {
    switch target {
    case .music: draft?.music.first?.volume ?? Editor.musicVolume
    case .voice: draft?.voices.first?.volume ?? 1
    default: draft?.clips.first?.volume ?? 1
    }
  }

  /// In hundredths.
  private func bounded(_ volume: Double) -> Double {
    (min(1, max(0, volume)) * 100).rounded() / 100
  }
}
