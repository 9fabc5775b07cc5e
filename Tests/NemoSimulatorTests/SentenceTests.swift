import NemoTime
import Testing

@testable import NemoSimulator

/// Sentences and the edits that the agent reads in them.
struct SentenceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var message: String
    var edits: [Edit]
    var testDescription: String { message }

    init(_ message: String, _ edits: Edit...) {
      self.message = message
      self.edits = edits
    }
  }

  static let plain = Edit.TextStyle()

  static let english: [Row] = [
    Row(
      "crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover track",
      .crop(width: 16, height: 9), .highlightClicks, .addVoice(text: nil, language: .english)),
    Row(
      "trim the pauses at both ends and add a title", .trimPauses(start: true, end: true),
      .addTitle(text: "Screen Demo", plain)),
    Row(
      "Trim the silent pauses at the start and end.", .trimPauses(start: true, end: true)),
    Row("cut the dead air at the beginning", .trimPauses(start: true, end: false)),
    Row("trim to the first 10 seconds", .trim(.keepFirst(10_000))),
    Row("keep only the last 5s", .trim(.keepLast(5_000))),
    Row("trim the first 5 seconds", .trim(.cutFirst(5_000))),
    Row("cut off the last three seconds", .trim(.cutLast(3_000))),
    Row("trim from 2 to 8 seconds", .trim(.keep(from: 2_000, to: 8_000))),
    Row("keep 0:02-0:08", .trim(.keep(from: 2_000, to: 8_000))),
    Row("remove the part from 4s to 6s", .trim(.cut(from: 4_000, to: 6_000))),
    Row("cut it between 2 and 5 seconds", .trim(.keep(from: 2_000, to: 5_000))),
    Row("make it 8 seconds long", .trim(.keepFirst(8_000))),
    Row(
      "cut the first 2 and the last 3 seconds", .trim(.cutFirst(2_000)), .trim(.cutLast(3_000))),
    Row("make it vertical", .crop(width: 9, height: 16)),
    Row("crop to a square", .crop(width: 1, height: 1)),
    Row("change the aspect ratio to 4:3", .crop(width: 4, height: 3)),
    Row("add a title \"Fast Start\"", .addTitle(text: "Fast Start", plain)),
    Row("add a title saying Hello World", .addTitle(text: "Hello World", plain)),
    Row(
      "add a blue title \"Tips\" at the bottom",
      .addTitle(text: "Tips", .init(color: "#1e88e5", position: .bottom))),
    Row("make the title blue", .restyleTitle(text: nil, .init(color: "#1e88e5"))),
    Row("add lo-fi music at 35%", .addMusic(style: "Lo-fi", volume: 0.35)),
    Row(
      "add upbeat background music with volume 20%", .addMusic(style: "Upbeat", volume: 0.2)),
    Row("speed it up 2x", .changeSpeed(2)),
    Row("slow it down to half speed", .setSpeed(0.5)),
    Row("play it twice as fast", .changeSpeed(2)),
    Row("add a fade transition", .addTransition(.fade)),
    Row("add captions", .addCaptions(text: nil)),
    Row(
      "add a voice-over saying \"Welcome, everyone.\" and captions",
      .addVoice(text: "Welcome, everyone.", language: .english), .addCaptions(text: nil)),
    Row("remove the title and the music", .remove(.title), .remove(.music)),
    Row("delete the click highlights", .remove(.highlights)),
    Row("don't add music"),
    Row("add a title \"T\" but no music", .addTitle(text: "T", plain)),
    Row("don't crop it, add captions", .addCaptions(text: nil)),
    Row("start at 5 seconds", .trim(.cutFirst(5_000))),
    Row("trim 2s from the end", .trim(.cutLast(2_000))),
    Row("trim 1.5 seconds off the start", .trim(.cutFirst(1_500))),
    Row("make a title card", .addTitle(text: "Screen Demo", plain)),
    Row("add a voiceover in Chinese", .addVoice(text: nil, language: .chinese)),
    Row("add narration: \"Click here\"", .addVoice(text: "Click here", language: .english)),
    Row("show where I click", .highlightClicks),
    Row("replace the background music with piano", .addMusic(style: "Piano", volume: nil)),
    Row(
      "Make it 9:16 for phones, add a title \"Fast & Easy\" and upbeat music at 25%.",
      .crop(width: 9, height: 16), .addTitle(text: "Fast & Easy", plain),
      .addMusic(style: "Upbeat", volume: 0.25)),
    Row("slow motion", .changeSpeed(0.5)),
    Row("add a crossfade between the clips", .addTransition(.dissolve)),
    Row("make the music quieter", .setVolume(.music, 0.15)),
    Row("mute the original sound", .setVolume(.video, 0)),
  ]

  static let chinese: [Row] = [
    Row(
      "把录屏裁剪为16:9，高亮鼠标点击，并添加配音",
      .crop(width: 16, height: 9), .highlightClicks, .addVoice(text: nil, language: .chinese)),
    Row(
      "剪掉开头和结尾的停顿，加标题《快速入门》", .trimPauses(start: true, end: true),
      .addTitle(text: "快速入门", plain)),
    Row("只保留前10秒", .trim(.keepFirst(10_000))),
    Row("剪掉最后三秒", .trim(.cutLast(3_000))),
    Row("截取从2秒到8秒", .trim(.keep(from: 2_000, to: 8_000))),
    Row("删掉第4秒到第6秒", .trim(.cut(from: 4_000, to: 6_000))),
    Row("改成竖屏", .crop(width: 9, height: 16)),
    Row("加一段轻快的背景音乐，音量30%", .addMusic(style: "Upbeat", volume: 0.3)),
    Row("两倍速播放", .changeSpeed(2)),
    Row("放慢到0.5倍", .setSpeed(0.5)),
    Row("加标题“操作演示”然后加字幕", .addTitle(text: "操作演示", plain), .addCaptions(text: nil)),
    Row("去掉音乐和标题", .remove(.music), .remove(.title)),
    Row("把标题改成蓝色", .restyleTitle(text: nil, .init(color: "#1e88e5"))),
    Row("裁剪成竖屏9:16并且加速1.5倍", .crop(width: 9, height: 16), .changeSpeed(1.5)),
    Row("去掉前三秒和最后两秒", .trim(.cutFirst(3_000)), .trim(.cutLast(2_000))),
    Row("前3秒剪掉", .trim(.cutFirst(3_000))), Row("把视频剪成10秒", .trim(.keepFirst(10_000))),
    Row("从第3秒开始", .trim(.keep(from: 3_000, to: nil))),
    Row("去掉静音片段", .trimPauses(start: true, end: true)),
    Row("不要裁剪，加字幕", .addCaptions(text: nil)),
    Row("添加淡入转场", .addTransition(.fade)),
    Row("配音：“欢迎使用”", .addVoice(text: "欢迎使用", language: .chinese)),
  ]

  /// A draft with a title and with music, for what takes them away.
  static let decorated: [Edit] = [
    .addTitle(text: "Screen Demo", plain), .addMusic(style: "Lo-fi", volume: nil),
  ]

  /// After these edits of a draft.
  static func understand(_ message: String, _ edits: [Edit] = []) -> Understanding {
    var session = Session(
      id: "1", task: "t", taskName: "project", language: "en", account: "a")
    let asset = Asset(
      origin: .upload(digest: "aa11"), filename: "screen_demo.mp4", kind: .video,
      probe: MediaFacts.recording.probe)
    session.add([asset])
    session.freshUpload = nil
    var draft: Draft? = Draft(showing: asset, titled: "Screen Demo")
    for edit in edits { _ = Editor.apply(edit, to: &draft) }
    session.plannedDraft = draft
    var ids = IdentifierSource(seed: 1)
    return Reader(session: session).read(message, ids: &ids)
  }

  private func understand(_ message: String) -> Understanding { Self.understand(message) }

  @Test(arguments: english) func `an English sentence gives its edits`(row: Row) {
    #expect(understand(row.message).edits == row.edits)
    #expect(understand(row.message).language == .english)
  }

  @Test(arguments: chinese) func `a Chinese sentence gives its edits`(row: Row) {
    #expect(understand(row.message).edits == row.edits)
    #expect(understand(row.message).language == .chinese)
  }

  @Test(arguments: [
    "add a status bar at the top", "make it look better", "asdf", "make it pop", "undo", "export",
    "translate the title to Chinese", "变得更好看",
  ])
  func `what is not understood asks to be specific`(message: String) {
    let understanding = understand(message)
    #expect(understanding.edits.isEmpty)
    #expect(understanding.reply == Wording.beSpecific(understanding.language))
  }

  @Test(arguments: ["hello", "What can you do?", "你好", "你能做什么"])
  func `talk is answered with talk`(message: String) {
    let understanding = understand(message)
    #expect(understanding.edits.isEmpty)
    #expect(understanding.reply == Wording.greeting(understanding.language))
  }

  @Test(arguments: [
    ("generate a 10 second video of a city timelapse", "city timelapse", 10_000),
    ("generate a video of a dog without people", "dog without people", 5_000),
    ("Generate a city timelapse", "city timelapse", 5_000),
    ("make a 15-second clip about two cats and a dog", "two cats and a dog", 15_000),
    ("生成一段10秒的城市延时视频", "城市延时", 10_000),
  ])
  func `a generation has its subject and its length`(
    message: String, subject: String, milliseconds: Int
  ) {
    let understanding = understand(message)
    #expect(understanding.isGeneration)
    guard case .generate(let asset, let title) = understanding.edits.first else {
      Issue.record("no generation: \(understanding.edits)")
      return
    }
    #expect(title == subject)
    #expect(asset.durationMilliseconds == milliseconds)
  }

  @Test(arguments: ["create a title for the video", "generate captions", "make a 9:16 version"])
  func `other things are made without the model`(message: String) {
    #expect(!understand(message).isGeneration)
    #expect(!understand(message).edits.isEmpty)
  }

  @Test func `a clip of more than a minute is refused with a reason`() {
    #expect(understand("generate a 2 minute video of rain").reply == Wording.tooLong(.english))
  }
}
