import NemoTime
import Testing

@testable import NemoSimulator

/// Sentences about how loud and how fast. The music of the draft is at 35 %.
struct DegreeSentenceTests {
  typealias Row = SentenceTests.Row

  static let volumes: [Row] = [
    Row("increase the volume", .setVolume(.music, 0.55)),
    Row("turn up the volume of the music", .setVolume(.music, 0.55)),
    Row("turn the music down", .setVolume(.music, 0.15)),
    Row("把音量调大", .setVolume(.music, 0.55)), Row("把音乐调小一点", .setVolume(.music, 0.15)),
    Row("加大音乐音量", .setVolume(.music, 0.55)),
    Row("increase the music volume by 10%", .setVolume(.music, 0.45)),
    Row("increase the music volume to 80%", .setVolume(.music, 0.8)),
    Row("音乐音量调低到10%", .setVolume(.music, 0.1)),
    Row("make the video louder", .setVolume(.video, 1)),
    Row("unmute the video", .setVolume(.video, 1)), Row("取消静音", .setVolume(.music, 1)),
  ]

  static let speeds: [Row] = [
    Row("set the speed to 1x", .setSpeed(1)), Row("速度设为2倍", .setSpeed(2)),
    Row("play it at 2x speed", .setSpeed(2)), Row("back to normal speed", .setSpeed(1)),
    Row("speed up by 25%", .changeSpeed(1.25)), Row("slow it down by 25%", .changeSpeed(0.75)),
    Row("make it 2x faster", .changeSpeed(2)), Row("change the speed to 150%", .setSpeed(1.5)),
  ]

  @Test(arguments: volumes + speeds) func `a degree is read`(row: Row) {
    #expect(SentenceTests.understand(row.message, SentenceTests.decorated).edits == row.edits)
  }

  @Test(arguments: ["change the volume", "change the volume of the music", "修改音乐的音量"])
  func `a volume without a figure is asked back`(message: String) {
    let understanding = SentenceTests.understand(message, SentenceTests.decorated)
    #expect(understanding.edits.isEmpty)
    #expect(understanding.reply == Wording.howLoud(understanding.language))
  }

  @Test(arguments: ["speed up the first 5 seconds 2x", "把前5秒加速2倍"])
  func `the speed of a part is refused`(message: String) {
    let understanding = SentenceTests.understand(message)
    #expect(understanding.edits.isEmpty)
    #expect(understanding.reply == Wording.wholeSpeedOnly(understanding.language))
  }

  @Test func `a speed is of the source, and bounded in all`() {
    var draft: Draft? = Draft(showing: DraftTests.recording, titled: "Demo")
    _ = Editor.apply(.changeSpeed(2), to: &draft)
    #expect(
      Editor.apply(.setSpeed(1), to: &draft) == .speedChanged(factor: 1, milliseconds: 16_000))
    _ = Editor.apply(.changeSpeed(5), to: &draft)
    #expect(
      Editor.apply(.changeSpeed(5), to: &draft) == .speedChanged(factor: 8, milliseconds: 2_000))
    #expect(
      Wording.sentence(.speedChanged(factor: 1.25, milliseconds: 2_000), .english)
        == "Changed the speed to 1.25x; the video is 2s now.")
  }

  @Test func `one caption is not many`() {
    #expect(Wording.sentence(.captionsAdded(count: 1), .english) == "Added 1 caption.")
    #expect(Wording.sentence(.captionsAdded(count: 2), .english) == "Added 2 captions.")
  }
}
