import Testing

@testable import NemoClient

/// What a person reads of a change, exactly.
struct ChangeWording: Sendable {
  var change: TimelineChange
  var english: String
  var chinese: String

  init(_ change: TimelineChange, _ english: String, _ chinese: String) {
    (self.change, self.english, self.chinese) = (change, english, chinese)
  }

  private static func segment(
    _ label: TrackLabel, _ name: String?, end: Int64, volume: Double? = nil
  ) -> SegmentSummary {
    SegmentSummary(
      Segment(
        name: name, text: name, startMilliseconds: 0, endMilliseconds: end, volume: volume,
        json: .null), label)
  }

  static let table: [ChangeWording] = [
    ChangeWording(
      .added(.video, segment(.video, "demo.mp4", end: 16_000)),
      "Video added: demo.mp4 (0-16s)", "已添加视频：demo.mp4 (0-16s)"),
    ChangeWording(
      .added(.music, segment(.music, "Lo-fi", end: 10_000, volume: 0.35)),
      "BGM added: Lo-fi (0-10s, 35%)", "已添加背景音乐：Lo-fi (0-10s, 35%)"),
    ChangeWording(
      .added(.title, segment(.title, "使用技巧", end: 3_000)),
      "Title added: \"使用技巧\" (0-3s)", "已添加标题：“使用技巧” (0-3s)"),
    ChangeWording(
      .added(.video, segment(.video, nil, end: 1_000)),
      "Video added: untitled (0-1s)", "已添加视频：未命名 (0-1s)"),
    ChangeWording(.addedSeveral(.voice, count: 1), "Voice-over added", "已添加配音"),
    ChangeWording(.addedSeveral(.captions, count: 2), "Captions added (2)", "已添加 2 条字幕"),
    ChangeWording(
      .addedSeveral(.highlights, count: 5), "Click highlights added (5)", "已添加 5 处点击高亮"),
    ChangeWording(
      .addedSeveral(.other("Stickers"), count: 3), "Stickers added (3)", "已添加 3 个“Stickers”片段"),
    ChangeWording(.addedSeveral(.other(nil), count: 1), "Other added (1)", "已添加 1 个其他片段"),
    ChangeWording(.removed(.title, .text("Tips")), "Title removed: \"Tips\"", "已删除标题：“Tips”"),
    ChangeWording(.removed(.music, .name("Lo-fi")), "BGM removed: Lo-fi", "已删除背景音乐：Lo-fi"),
    ChangeWording(.removedSeveral(.voice), "Voice-over removed", "已删除配音"),
    ChangeWording(.removedSeveral(.other("Stickers")), "Stickers removed", "已删除“Stickers”"),
    ChangeWording(
      .replaced(.title, .text("A"), by: .text("B")), "Title changed from \"A\" to \"B\"",
      "标题已从“A”改为“B”"),
    ChangeWording(
      .replaced(.music, .name("轻快"), by: .name("爵士")), "BGM changed from 轻快 to 爵士",
      "背景音乐已从“轻快”换成“爵士”"),
    ChangeWording(
      .volume(.music, from: 0.8, to: 0.35), "BGM volume changed from 80% to 35%",
      "背景音乐音量已从 80% 调到 35%"),
    ChangeWording(
      .moved(.title, .text("A"), startMilliseconds: 2_000, endMilliseconds: 5_500),
      "Title \"A\" moved to 2-5.5s", "标题“A”已移到第 2-5.5 秒"),
    ChangeWording(
      .moved(.music, .name("Lo-fi"), startMilliseconds: 0, endMilliseconds: 8_000),
      "BGM moved to 0-8s", "背景音乐已移到第 0-8 秒"),
    ChangeWording(.captionsChanged, "Captions changed", "字幕已修改"),
    ChangeWording(
      .length(fromMilliseconds: 16_000, toMilliseconds: 12_600), "Trimmed from 16s to 12.6s",
      "时长已从 16 秒剪到 12.6 秒"),
    ChangeWording(
      .length(fromMilliseconds: 12_000, toMilliseconds: 16_000), "Lengthened from 12s to 16s",
      "时长已从 12 秒延长到 16 秒"),
    ChangeWording(.speed(1.5), "Speed changed to 1.5x", "播放速度已改为 1.5 倍"),
    ChangeWording(
      .cropped(width: 1_920, height: 1_080), "Video cropped to 1920x1080", "画面已裁剪为 1920x1080"),
    ChangeWording(
      .effects(.highlights, added: 5), "Click highlights added (5)", "已添加 5 处点击高亮"),
    ChangeWording(.effects(.transitions, added: -2), "Transitions removed (2)", "已删除 2 个转场"),
    ChangeWording(.mediaAdded("a.mp4"), "Media added: a.mp4", "已添加素材：a.mp4"),
    ChangeWording(.mediaAdded(nil), "Media added: a file", "已添加一个素材"),
    ChangeWording(.mediaGenerated(2), "Media generated (2)", "已生成 2 个素材"),
    ChangeWording(.unknown, "The timeline changed", "时间线有改动"),
    ChangeWording(.more(38), "38 more changes", "另有 38 处改动"),
  ]
}

@Suite struct TimelineWordingTests {
  @Test(arguments: ChangeWording.table)
  func `a change says exactly this in both languages`(row: ChangeWording) {
    let diff = TimelineDiff([row.change])
    #expect(diff.sentences == [row.english])
    #expect(diff.sentences(in: .english) == [row.english])
    #expect(diff.sentences(in: .chinese) == [row.chinese])
  }

  /// A new kind does not compile before it has a number here, and then needs rows in the table.
  private static func kind(_ change: TimelineChange) -> Int {
    switch change {
    case .added: 0
    case .addedSeveral: 1
    case .removed: 2
    case .removedSeveral: 3
    case .replaced: 4
    case .volume: 5
    case .moved: 6
    case .captionsChanged: 7
    case .length: 8
    case .speed: 9
    case .cropped: 10
    case .effects: 11
    case .mediaAdded: 12
    case .mediaGenerated: 13
    case .unknown: 14
    case .more: 15
    }
  }

  @Test func `the table has every kind of change`() {
    let kinds = Set(ChangeWording.table.map { Self.kind($0.change) })
    #expect(kinds.sorted() == Array(0...15))
  }

  @Test func `several changes stand on one line`() {
    let diff = TimelineDiff([.speed(2), .captionsChanged])
    #expect(diff.text(in: .english) == "Speed changed to 2x. Captions changed")
    #expect(diff.description == "Speed changed to 2x. Captions changed")
    #expect(diff.text(in: .chinese) == "播放速度已改为 2 倍；字幕已修改")
    #expect(TimelineDiff([]).text(in: .chinese).isEmpty)
  }

  @Test func `the summary of the seed's timeline is Chinese but for its names`() throws {
    #expect(
      TimelineSummary(try draft(DraftTests.seed)).text(in: .chinese)
        == "时间线（3 条轨道）：1. 视频：city timelapse (0-10s) "
        + "2. 背景音乐：Lo-fi (0-10s, 35%) 3. 标题：“Urban Dreams” (0-3s)")
    #expect(TimelineSummary(try draft(#"{"d":1}"#)).text(in: .chinese) == "时间线是空的。")
  }

  @Test func `a backend's own word for what has no name is no name`() throws {
    let music = { (name: String) in
      try draft(#"{"t":[{"tt":1,"sg":[{"id":"b","s":0,"d":1000\#(name)}]}]}"#)
    }
    let (bare, named) = (try music(""), try music(#","n":"untitled""#))
    #expect(TimelineSummary(named).lines(in: .chinese) == ["背景音乐：未命名 (0-1s)"])
    #expect(TimelineDiff(before: bare, after: named).sentences == ["The timeline changed"])
  }

  @Test func `tracks of every kind have a Chinese line`() throws {
    let clips = (1...5).map { #"{"d":1000,"n":"c\#($0)"}"# }.joined(separator: ",")
    let summary = TimelineSummary(
      try draft(
        """
        {"t":[{"tt":0,"sg":[\(clips)]},{"tt":1,"m":{"role":"Voiceover"},"sg":[{"d":2000,"n":"Hi"}]},
        {"tt":7,"m":{"role":"subtitle"},"sg":[{"d":1000,"text":"a"},{"d":1000,"text":"b"}]},
        {"tt":5,"m":{"role":"click-highlight"},"sg":[{"d":500},{"d":500}]},
        {"tt":9,"n":"贴纸","sg":[{"d":1000}]},{"tt":0,"sg":[]},{}]}
        """))
    #expect(
      summary.lines(in: .chinese) == [
        "视频：c1 (0-1s)、c2 (1-2s)、c3 (2-3s) 等 5 段", "配音：Hi (0-2s)", "字幕：2 条 (0-2s)",
        "点击高亮：2 处 (0-1s)", "贴纸：未命名 (0-1s)", "视频：空", "其他：空",
      ])
  }
}
