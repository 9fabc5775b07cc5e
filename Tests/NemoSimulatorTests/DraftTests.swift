import NemoTime
import Testing

@testable import NemoSimulator

/// Drafts and what is rendered of them, in literal numbers. The recording is 16 s of 1280x800 with
/// pauses of 1.7 s at both ends and clicks at 3, 5, 8, 11 and 13 s.
struct DraftTests {
  static let recording = Asset(
    origin: .upload(digest: "aa11"), filename: "demo.mp4", kind: .video,
    probe: MediaFacts.recording.probe)

  private func draft(_ edits: Edit...) -> Draft {
    var draft: Draft? = Draft(showing: Self.recording, titled: "Demo")
    for edit in edits { _ = Editor.apply(edit, to: &draft) }
    return draft ?? Draft(showing: Self.recording, titled: "none")
  }

  private func finding(_ edit: Edit, after edits: [Edit] = []) -> Finding {
    var draft: Draft? = Draft(showing: Self.recording, titled: "Demo")
    for edit in edits { _ = Editor.apply(edit, to: &draft) }
    return Editor.apply(edit, to: &draft)
  }

  // MARK: Cutting

  @Test func `pauses are trimmed once`() {
    let trimmed = draft(.trimPauses(start: true, end: true))
    #expect(trimmed.clips.map(\.sourceStart) == [1_700])
    #expect(trimmed.clips.map(\.duration) == [12_600])
    #expect(
      finding(.trimPauses(start: true, end: true))
        == .pausesTrimmed(milliseconds: 3_400, left: 12_600))
    #expect(
      finding(
        .trimPauses(start: true, end: true), after: [.trimPauses(start: true, end: true)])
        == .noPauses)
    #expect(draft(.trimPauses(start: true, end: false)).duration == 14_300)
    #expect(draft(.trimPauses(start: false, end: true)).duration == 14_300)
    #expect(draft(.trimPauses(start: false, end: true)).clips[0].sourceStart == 0)
  }

  @Test func `pauses are found after a change of speed`() {
    let fast = draft(.changeSpeed(2), .trimPauses(start: true, end: true))
    #expect(fast.clips.map(\.sourceStart) == [1_700])
    #expect(fast.duration == 6_300)
  }

  @Test(
    arguments: [
      (.keep(from: 2_000, to: 8_000), [2_000], [6_000]), (.keepFirst(10_000), [0], [10_000]),
      (.keepLast(5_000), [11_000], [5_000]), (.cutFirst(5_000), [5_000], [11_000]),
      (.cutLast(3_000), [0], [13_000]), (.keep(from: 5_000, to: nil), [5_000], [11_000]),
      (.cut(from: 4_000, to: 6_000), [0, 6_000], [4_000, 10_000]),
      (.keepFirst(60_000), [0], [16_000]), (.cutFirst(16_000), [0], [16_000]),
    ] as [(Edit.Trim, [Int], [Int])])
  func `a trim keeps its part`(trim: Edit.Trim, starts: [Int], lengths: [Int]) {
    let trimmed = draft(.trim(trim))
    #expect(trimmed.clips.map(\.sourceStart) == starts)
    #expect(trimmed.clips.map(\.duration) == lengths)
    #expect(Set(trimmed.clips.map(\.id)).count == trimmed.clips.count)
  }

  @Test func `clicks follow trims, cuts and speed`() {
    let marked = draft(.highlightClicks)
    #expect(marked.highlights.map(\.start) == [3_000, 5_000, 8_000, 11_000, 13_000])
    let later = draft(.highlightClicks, .trim(.cutFirst(4_000)))
    #expect(later.highlights.map(\.start) == [1_000, 4_000, 7_000, 9_000])
    let gap = draft(.highlightClicks, .trim(.cut(from: 4_000, to: 6_000)))
    #expect(gap.highlights.map(\.start) == [3_000, 6_000, 9_000, 11_000])
    let fast = draft(.highlightClicks, .trim(.cutFirst(4_000)), .changeSpeed(2))
    #expect(fast.highlights.map(\.start) == [500, 2_000, 3_500, 4_500])
    // The order makes no difference to where a click is.
    #expect(
      draft(.trim(.cutFirst(4_000)), .highlightClicks).highlights.map(\.start)
        == later.highlights.map(\.start))
  }

  @Test func `an opening title stays, captions move, music fits`() {
    let all = draft(
      .addTitle(text: "T", .init()), .addCaptions(text: "One here. Two here."),
      .addMusic(style: "Calm", volume: nil), .trim(.cutFirst(4_000)))
    #expect(all.titles.map(\.start) == [0])
    #expect(all.titles.map(\.duration) == [3_000])
    #expect(all.captions.map(\.start) == [0, 4_000])
    #expect(all.captions.map(\.duration) == [8_000, 8_000])
    #expect(all.music.map(\.duration) == [12_000])
  }

  @Test func `a trim below everything is refused`() {
    #expect(finding(.trim(.cutFirst(16_000))) == .nothingToTrim)
    #expect(finding(.trim(.keepFirst(20_000))) == .nothingToTrim)
  }

  // MARK: Canvas

  @Test(arguments: [
    (16, 9, 1_920, 1_080), (9, 16, 1_080, 1_920), (1, 1, 1_080, 1_080), (4, 3, 1_440, 1_080),
    (3, 4, 1_080, 1_440), (4, 5, 1_080, 1_350), (21, 9, 1_920, 822),
  ])
  func `a ratio has its canvas`(ratioWidth: Int, ratioHeight: Int, width: Int, height: Int) {
    let canvas = draft(.crop(width: ratioWidth, height: ratioHeight)).canvas
    #expect(canvas.width == width)
    #expect(canvas.height == height)
  }

  @Test(arguments: [
    (1_280, 800, 1_280, 800), (1_281, 801, 1_280, 800), (3_840, 2_160, 1_920, 1_080),
    (2_560, 1_600, 1_728, 1_080), (1_080, 1_920, 1_080, 1_920), (2_160, 3_840, 1_080, 1_920),
    (1, 1, 2, 2),
  ])
  func `without a crop the canvas follows the source`(
    width: Int, height: Int, canvasWidth: Int, canvasHeight: Int
  ) {
    let canvas = Draft.Canvas.following(width: width, height: height)
    #expect(canvas.width == canvasWidth)
    #expect(canvas.height == canvasHeight)
  }

  @Test func `a crop takes the middle, and moves to keep the clicks in`() {
    // 1280x800 to 16:9 is 1280x720; the clicks are between y = 150 and 700, so y = 40 would do.
    #expect(
      draft(.crop(width: 16, height: 9)).clips[0].crop
        == RenderSpec.Rectangle(x: 0, y: 40, width: 1_280, height: 720))
    // Only the last click is left, at x = 1000: the middle, 415...865, would cut it off.
    #expect(
      draft(.trim(.keepLast(4_000)), .crop(width: 9, height: 16)).clips[0].crop
        == RenderSpec.Rectangle(x: 598, y: 0, width: 450, height: 800))
    // Five clicks from x = 200 to 1000 do not fit into 450 pixels: the middle.
    #expect(
      draft(.crop(width: 9, height: 16)).clips[0].crop
        == RenderSpec.Rectangle(x: 414, y: 0, width: 450, height: 800))
  }

  // MARK: The wire form

  @Test func `a draft's wire form`() {
    let json = draft(
      .trimPauses(start: true, end: true), .addTitle(text: "Tips", .init()),
      .addMusic(style: "Lo-fi", volume: 0.35)
    ).json(DraftForm(base: "http://sim.test", .seed))
    #expect(
      json.text == """
        {"t":[{"id":"track_video","tt":0,"n":"Video","sg":[{"id":"seg_1","s":0,"d":12600,\
        "src":"http://sim.test/media/aa11/demo.mp4","ss":1700,"sp":1.0,"v":1.0,\
        "m":{"title":"demo.mp4","kind":"video","width":1280,"height":800}}],"m":{"role":"main"}},\
        {"id":"track_bgm","tt":1,"n":"BGM","sg":[{"id":"seg_3","s":0,"d":12600,\
        "src":"/mnt/userdata/library/lo-fi.mp3","ss":0,"sp":1,"v":0.35,\
        "m":{"title":"Lo-fi","style":"Lo-fi","fade_in":500,"fade_out":1500}}],\
        "m":{"role":"bgm"}},\
        {"id":"track_title","tt":7,"n":"Title","sg":[{"id":"seg_2","s":0,"d":3000,\
        "m":{"title":"Tips","text":"Tips","color":"#ffffff","size":64,"position":"top",\
        "animation":"fade-in","fade_in":400}}],"m":{"role":"title"}}],\
        "d":12600,"m":{"title":"Demo","width":1280,"height":800,"fps":30.0}}
        """)
  }

  @Test func `what is written is read back the same, as far as it is rendered`() throws {
    let draft = draft(
      .trim(.cut(from: 4_000, to: 6_000)), .changeSpeed(1.5), .crop(width: 9, height: 16),
      .highlightClicks, .addTitle(text: "中文 \"T\"", .init(color: "#1e88e5", position: .center)),
      .addVoice(text: "Hello there. Look.", language: .english), .addCaptions(text: nil),
      .addMusic(style: "Jazz", volume: 0.2), .addTransition(.wipe))
    let read = try DraftReader(upload: { $0 == "aa11" ? Self.recording : nil })
      .draft(draft.json(DraftForm(base: "http://elsewhere:1", .seed)))
    #expect(RenderSpec(id: "r", draft: read) == RenderSpec(id: "r", draft: draft))
  }

  @Test func `any JSON is read or refused, and never traps`() {
    let huge = JSON.number("1e300")
    let odd: [JSON] = [
      .null, [], "x", ["t": "x"], ["t": [[:]]], ["t": [["tt": "0", "sg": [["d": huge]]]]],
      ["t": [["tt": 0, "sg": [["d": -5, "s": huge, "ss": -1, "sp": 0, "v": 700]]]]],
      ["t": [["tt": 0, "sg": [["d": 5, "m": ["crop": ["x": 1]]]]]], "m": ["width": -1]],
      ["t": [["tt": 9, "m": ["role": "highlights"], "sg": [["d": 5, "s": 0]]]]],
    ]
    for json in odd {
      let draft = try? DraftReader(upload: { _ in nil }).draft(json)
      if let draft { _ = RenderSpec(id: "r", draft: draft) }
    }
  }

  // MARK: Geometry

  @Test func `clicks are mapped through trim, speed and crop`() {
    let spec = RenderSpec(
      id: "r",
      draft: draft(
        .trim(.cutFirst(4_000)), .changeSpeed(2), .crop(width: 16, height: 9), .highlightClicks))
    #expect(spec.width == 1_920)
    #expect(spec.height == 1_080)
    #expect(spec.durationMilliseconds == 6_000)
    // Clicks at 5, 8, 11 and 13 s; (source - 4 s) / 2. From 1280x720 at y = 40 to 1920x1080 is
    // a factor of 1.5: (640, 400) is (960, 540).
    #expect(spec.clips[0].crop?.y == 40)
    #expect(spec.highlights.map(\.startMilliseconds) == [500, 2_000, 3_500, 4_500])
    #expect(spec.highlights.map(\.x) == [960, 1_350, 750, 1_500])
    #expect(spec.highlights.map(\.y) == [540, 390, 990, 690])
    #expect(spec.highlights.map(\.durationMilliseconds) == [800, 800, 800, 800])
  }

  @Test func `a click outside of the crop is not drawn`() {
    let spec = RenderSpec(id: "r", draft: draft(.crop(width: 9, height: 16), .highlightClicks))
    // Of x = 200, 640, 900, 500 and 1000, only 640 and 500 are within 414..<864.
    #expect(spec.highlights.map(\.startMilliseconds) == [5_000, 11_000])
    #expect(spec.highlights.map(\.x) == [542, 206])
    #expect(spec.highlights.map(\.y) == [960, 1_680])
  }

  @Test func `without a crop a clip is fitted with bars`() {
    var draft = draft(.highlightClicks)
    draft.canvas = Draft.Canvas(width: 1_920, height: 1_080)
    let spec = RenderSpec(id: "r", draft: draft)
    // 800 lines become 1080, a factor of 1.35; 1728 of 1920 pixels are used, so 96 are left.
    #expect(spec.highlights[1].x == 960)
    #expect(spec.highlights[0].x == 366)
    #expect(spec.highlights[0].y == 203)
  }

  @Test func `texts and sounds keep their places`() {
    let spec = RenderSpec(
      id: "r",
      draft: draft(
        .trim(.keepFirst(2_000)), .addTitle(text: "T", .init()),
        .addVoice(text: "欢迎使用", language: .chinese), .addMusic(style: "Calm", volume: nil)))
    #expect(
      spec.texts == [
        .init(
          role: .title, text: "T", startMilliseconds: 0, durationMilliseconds: 2_000,
          color: "#ffffff", sizePixels: 64, position: .top, fadeInMilliseconds: 400)
      ])
    #expect(
      spec.sounds == [
        .init(
          source: .music(style: "Calm"), startMilliseconds: 0, durationMilliseconds: 2_000,
          volume: 0.35, fadeInMilliseconds: 500, fadeOutMilliseconds: 1_000),
        .init(
          source: .voice(text: "欢迎使用", language: "zh"), startMilliseconds: 0,
          durationMilliseconds: 1_000, volume: 1, fadeInMilliseconds: 0, fadeOutMilliseconds: 0),
      ])
  }

  // MARK: What is missing

  @Test func `captions need a script, and clicks need a tag`() {
    #expect(finding(.addCaptions(text: nil)) == .noSpeech)
    #expect(
      finding(.addCaptions(text: nil), after: [.addVoice(text: "A b. C d!", language: .english)])
        == .captionsAdded(count: 2))
    var plain: Draft? = Draft(
      showing: Asset(
        origin: .upload(digest: "bb22"), filename: "p.mp4", kind: .video,
        probe: MediaFacts.plainVideo.probe), titled: "P")
    let before = plain
    #expect(Editor.apply(.highlightClicks, to: &plain) == .noClicks)
    #expect(plain == before)
  }

  @Test(arguments: [
    Edit.Target.title, .music, .voice, .captions, .highlights, .transition,
  ])
  func `what is not there cannot be removed`(target: Edit.Target) {
    #expect(finding(.remove(target)) == .missing(target))
  }

  @Test func `a title is replaced, restyled and removed`() {
    #expect(draft(.addTitle(text: "A", .init()), .addTitle(text: "B", .init())).titles.count == 1)
    let blue = draft(
      .addTitle(text: "A", .init()), .restyleTitle(text: "B", .init(color: "#1e88e5")))
    #expect(blue.titles.map(\.text) == ["B"])
    #expect(blue.titles.map(\.color) == ["#1e88e5"])
    #expect(draft(.addTitle(text: "A", .init()), .remove(.title)).titles.isEmpty)
    #expect(finding(.restyleTitle(text: nil, .init())) == .missing(.title))
  }
}
