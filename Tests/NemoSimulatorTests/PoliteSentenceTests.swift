import NemoTime
import Testing

@testable import NemoSimulator

/// Sentences that ask to leave things alone, and sentences with parts that nobody here can do.
struct PoliteSentenceTests {
  typealias Row = SentenceTests.Row
  static let plain = Edit.TextStyle()

  static let spared: [Row] = [
    Row("do not change the title, just crop to 1:1", .crop(width: 1, height: 1)),
    Row("crop to 1:1 without touching the title", .crop(width: 1, height: 1)),
    Row("不要改标题，裁剪为1:1", .crop(width: 1, height: 1)),
    Row("标题不要太大"), Row("don't make the music louder than 20%"),
    Row("don't remove the title"), Row("don't touch the title and the music"),
    Row("don't touch it, add captions", .addCaptions(text: nil)),
    Row("add a title \"T\" without music", .addTitle(text: "T", plain), .remove(.music)),
    Row("不要音乐", .remove(.music)), Row("不要加音乐", .remove(.music)),
    Row("加一个特别的标题", .addTitle(text: "Screen Demo", plain)),
    Row("keep the title but remove the music", .remove(.music)),
    Row("保留标题，去掉音乐", .remove(.music)), Row("keep the title"),
    Row(
      "keep the first 5 seconds and add a title", .trim(.keepFirst(5_000)),
      .addTitle(text: "Screen Demo", plain)),
    Row("裁剪成9:16，标题保持不变", .crop(width: 9, height: 16)),
    Row("no need to change the music, crop to 1:1", .crop(width: 1, height: 1)),
    Row("fade out the music"),
    Row("remove the music and highlights", .remove(.music), .remove(.highlights)),
    Row("keep the music at 20%", .setVolume(.music, 0.2)),
  ]

  static let sides: [Row] = [
    Row("remove everything after 10 seconds", .trim(.keepFirst(10_000))),
    Row("cut everything after 0:10", .trim(.keepFirst(10_000))),
    Row("删除10秒之后的内容", .trim(.keepFirst(10_000))),
    Row("keep everything after 10 seconds", .trim(.keep(from: 10_000, to: nil))),
    Row("remove everything before 5 seconds", .trim(.cutFirst(5_000))),
    Row("删除5秒之前的内容", .trim(.cutFirst(5_000))),
    Row("保留5秒之前的内容", .trim(.keepFirst(5_000))),
    Row(
      "remove the part between 4 and 8 seconds and add jazz music at 35% volume",
      .trim(.cut(from: 4_000, to: 8_000)), .addMusic(style: "Jazz", volume: 0.35)),
    Row("删除4秒和8秒之间的内容", .trim(.cut(from: 4_000, to: 8_000))),
    Row("cut from 5 to 10 seconds and keep the rest", .trim(.cut(from: 5_000, to: 10_000))),
    Row("keep 5 to 10 seconds and remove the rest", .trim(.keep(from: 5_000, to: 10_000))),
  ]

  @Test(arguments: spared) func `what shall stay stays`(row: Row) {
    #expect(SentenceTests.understand(row.message, SentenceTests.decorated).edits == row.edits)
  }

  @Test(arguments: sides) func `the right side of a moment goes`(row: Row) {
    #expect(SentenceTests.understand(row.message).edits == row.edits)
  }

  @Test func `what is not wanted and not there goes without a word`() {
    let mixed = SentenceTests.understand("don't add music, just add a title \"Hi\"")
    #expect(mixed.edits == [.addTitle(text: "Hi", Self.plain)])
    #expect(mixed.notes.isEmpty)
    let alone = SentenceTests.understand("don't add music")
    #expect(alone.edits.isEmpty)
    #expect(alone.reply == "There is no music in this draft.")
  }

  @Test(arguments: [
    ("blur my face and add music", "I could not do this: blur my face."),
    ("add music and blur my face", "I could not do this: blur my face."),
    (
      "zoom in on the button at 4 seconds and add a title \"X\"",
      "I could not do this: zoom in on the button at 4 seconds."
    ),
    (
      "add a sticker, crop to 1:1 and make it pop",
      "I could not do this: add a sticker; make it pop."
    ),
    ("给人脸打码，加音乐", "这部分我做不到：给人脸打码。"),
  ])
  func `what nobody here can do is said`(message: String, note: String) {
    let understanding = SentenceTests.understand(message)
    #expect(understanding.edits.count == 1)
    #expect(understanding.notes == [note])
  }
}
