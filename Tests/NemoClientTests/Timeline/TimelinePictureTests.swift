import NemoTime
import Testing

@testable import NemoClient

@Suite struct TimelinePictureTests {
  private static let walkthrough = """
    {"d":16000,"m":{"title":"Walkthrough","width":1280,"height":720},"t":[
    {"tt":0,"sg":[{"s":0,"d":10000,"m":{"title":"clip.mp4"}},
      {"s":10000,"d":6000,"m":{"title":"an outro with a name that is far too long.mp4"}}]},
    {"tt":1,"m":{"role":"bgm"},"sg":[{"s":0,"d":16000,"v":0.35,"m":{"title":"Lo-fi"}}]},
    {"tt":1,"m":{"role":"voiceover"},"sg":[{"s":1000,"d":3000,"m":{"title":"One"}},
      {"s":3000,"d":3000,"m":{"title":"Two"}}]},
    {"tt":7,"m":{"role":"title"},"sg":[{"s":0,"d":3000,"m":{"text":"Tips"}},
      {"s":12000,"d":10,"m":{"text":"End"}}]},
    {"tt":9,"n":"Stickers","sg":[]}]}
    """

  @Test func `the picture at 80 columns, literally`() throws {
    let picture = TimelinePicture.text(try draft(Self.walkthrough), width: 80)
    #expect(
      picture == """
        Timeline (5 tracks, 16s, 1280x720)
                     0s                   5s                   10s                  15s
                     ├────────────────────┴────────────────────┴────────────────────┴───
        1 Video      ▐ clip.mp4 (0-10s) ███████████████████████▐ an outro with a name… █
        2 BGM        ▐ Lo-fi (0-16s, 35%) ▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓
        3 Voice-over     ▐ One ▓▓▓▓▓▓▓
                                  ▐ Two ▓▓▓▓▓▓
        4 Title      ▐ "Tips" ▒▒▒▒                                     ▐ "End" (12-12s)
        5 Stickers   (empty)
        """)
  }

  @Test func `a Chinese picture counts two columns for a wide character`() throws {
    let picture = TimelinePicture.text(
      try draft(
        """
        {"d":95000,"t":[{"tt":0,"sg":[{"s":0,"d":60000,"m":{"title":"城市延时摄影.mp4"}},
        {"s":60000,"d":35000,"m":{"title":"夜晚的街道和一段很长很长的名字.mov"}}]},
        {"tt":7,"sg":[{"s":0,"d":3000,"m":{"text":"都市之梦"}}]}]}
        """), width: 60, in: .chinese)
    #expect(
      picture == """
        时间线（2 条轨道，95 秒）
               0:00             0:30            1:00
               ├────────────────┴───────────────┴────────────────┴──
        1 视频 ▐ 城市延时摄影.mp4 (0-60s) ██████▐ 夜晚的街道和一… ██
        2 标题 ▐▒ “都市之梦” (0-3s)
        """)
  }

  @Test func `nothing to draw is a sentence`() throws {
    #expect(TimelinePicture.text(nil, width: 80) == "The timeline is empty.")
    #expect(TimelinePicture.text(try draft(#"{"t":[]}"#), width: 80) == "The timeline is empty.")
    #expect(TimelinePicture.text(nil, width: 80, in: .chinese) == "时间线是空的。")
  }

  @Test func `colour adds escape sequences and nothing else`() throws {
    let draft = try draft(#"{"t":[{"tt":0,"sg":[{"d":1000,"n":"a\u001b[31mb"}]}]}"#)
    let plain = TimelinePicture.text(draft, width: 40)
    let coloured = TimelinePicture.text(draft, width: 40, isColoured: true)
    #expect(!plain.contains("\u{1b}"))
    #expect(
      coloured.split(separator: "\n").last
        == "1 Video \u{1b}[34m▐\u{1b}[0m\u{1b}[1m a[31mb (0-1s) \u{1b}[0m\u{1b}[34m████████████████\u{1b}[0m"
    )
  }

  @Test func `an hour has round times, and a second has tenths`() {
    let hour = TimelineRuler(durationMilliseconds: 3_700_000, atMost: 3)
    #expect(hour.ticks.map(\.label) == ["0:00", "30:00", "1:00:00"])
    let second = TimelineRuler(durationMilliseconds: 1_000, atMost: 5)
    #expect(second.ticks.map(\.label) == ["0s", "0.2s", "0.4s", "0.6s", "0.8s", "1s"])
    #expect(TimelineRuler(durationMilliseconds: 0, atMost: 0).ticks.map(\.label) == ["0s"])
    let years = TimelineRuler(durationMilliseconds: 1_000_000_000_000, atMost: 3)
    #expect(years.ticks.map(\.label) == ["0:00", "100000:00:00", "200000:00:00"])
  }

  @Test func `beyond four lanes, a hundred tracks and what fits, the rest is counted`() throws {
    let over = (0..<7).map { #"{"s":\#($0),"d":9000}"# }.joined(separator: ",")
    let track = #"{"tt":0,"sg":[\#(over)]}"#
    let draft = try draft(
      #"{"t":[\#(track),\#(Array(repeating: "{}", count: 103).joined(separator: ","))]}"#)
    let layout = TimelineLayout(draft)
    #expect(layout.lanes.count == 103)
    #expect(layout.lanes.prefix(5).map(\.hiddenBars) == [0, 0, 0, 3, 0])
    #expect(layout.lanes.prefix(5).map(\.isFirst) == [true, false, false, false, true])
    #expect(layout.hiddenTracks == 4)
    let lines = TimelinePicture.text(draft, width: 40).split(separator: "\n")
    #expect(lines[6].hasPrefix("        +3 ▐"))
    #expect(lines.last == "+4 more tracks")
  }

  @Test func `no line is wider than asked for, whatever the draft and the width`() throws {
    var random = SeededGenerator(seed: 5, stream: "pictures")
    let bytes = Array(Self.walkthrough.utf8)
    for round in 0..<400 {
      guard let draft = Draft(bytes: Mutation.mutate(bytes, with: &random)) else { continue }
      let width = 20 + Int(random.next() % 100)
      for line in TimelinePicture.text(draft, width: width).split(separator: "\n") {
        #expect(DisplayText.columns(String(line)) <= width, "seed 5, round \(round)")
      }
    }
  }

  @Test(arguments: [
    #"{"t":[{"sg":[{"s":1e300,"d":1e300},{"d":1e300},{"s":-5,"d":-5},{"s":"x"}]}]}"#,
    #"{"d":1e300,"t":[{"tt":7,"sg":[{"d":0,"m":{"text":"\u202e\u0007\u200b\n"}}]}]}"#,
    #"{"d":-1,"m":{"width":1e99,"title":"\ud800"},"t":[{"tt":1e99,"n":"","sg":[null,1,"a",[]]}]}"#,
    #"{"t":[{"sg":{"a":1}},null,7,[{"sg":[]}],{"n":"👨‍👩‍👧‍👦🇨🇳é́́́","sg":[{"d":1,"n":"👨‍👩‍👧‍👦"}]}]}"#,
  ])
  func `hostile drafts are drawn too`(text: String) throws {
    let draft = try draft(text)
    for width in [Int.min, 0, 20, 80, Int.max] {
      let picture = TimelinePicture.text(draft, width: width)
      let widest = picture.split(separator: "\n").map { DisplayText.columns(String($0)) }.max() ?? 0
      #expect(widest <= min(max(width, 20), 1_000))
      #expect(
        !picture.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control }
      )
      #expect(!picture.contains("\u{202e}"))
    }
  }
}

@Suite struct DisplayTextTests {
  @Test(arguments: [
    ("abc", 3), ("视频", 4), ("é", 1), ("e\u{301}", 1), ("한글", 4), ("ｱ", 1), ("！", 2), ("🎬", 2),
    ("🇨🇳", 2),
    ("…", 1), ("█▐", 2), ("", 0),
  ])
  func `columns of a text`(text: String, columns: Int) {
    #expect(DisplayText.columns(text) == columns)
  }

  @Test func `a cut never takes half of a wide character`() {
    #expect(DisplayText.cut("视频编辑", columns: 8) == "视频编辑")
    #expect(DisplayText.cut("视频编辑", columns: 7) == "视频编…")
    #expect(DisplayText.cut("视频编辑", columns: 6) == "视频…")
    #expect(DisplayText.cut("视频编辑", columns: 1) == "…")
    #expect(DisplayText.cut("视频编辑", columns: 0) == "")
  }

  @Test func `lines are broken at blanks, and where there are none`() {
    let text = "Video added: a.mp4 (0-4s). 已裁剪为竖屏"
    #expect(
      DisplayText.wrapped(text, columns: 14, atMost: 4) == [
        "Video added:", "a.mp4 (0-4s).", "已裁剪为竖屏",
      ])
    #expect(
      DisplayText.wrapped(text, columns: 14, atMost: 2) == ["Video added:", "a.mp4 (0-4s).…"])
    #expect(DisplayText.wrapped("已裁剪为竖屏", columns: 5, atMost: 9) == ["已裁", "剪为", "竖屏"])
    #expect(DisplayText.wrapped("", columns: 5, atMost: 9) == [""])
    #expect(DisplayText.wrapped("abc", columns: 0, atMost: 9) == [""])
    #expect(DisplayText.wrapped("字", columns: 1, atMost: 9) == ["…"])
  }

  @Test func `what steers a terminal is no part of a text`() {
    #expect(DisplayText.plain("a\u{1b}[2J\u{202e}b\u{200b}\tc\u{2028}d\u{0}") == "a[2Jb c d")
    #expect(DisplayText.plain("👩\u{200d}🎨👍🏽❤️") == "👩🎨👍❤")
  }
}
