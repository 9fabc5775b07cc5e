import NemoTime
import Testing

@testable import NemoSimulator

/// Sentences about the words, the look and the time of titles.
struct TitleSentenceTests {
  typealias Row = SentenceTests.Row
  static let plain = Edit.TextStyle()

  static let changes: [Row] = [
    Row("change the title to Goodbye", .restyleTitle(text: "Goodbye", plain)),
    Row("change the title text to The End", .restyleTitle(text: "The End", plain)),
    Row("make the title say Hello", .restyleTitle(text: "Hello", plain)),
    Row("把标题改成你好", .restyleTitle(text: "你好", plain)),
    Row("把标题改为再见", .restyleTitle(text: "再见", plain)),
    Row("change the title to yellow", .restyleTitle(text: nil, .init(color: "#fdd835"))),
    Row("move the title to the bottom", .restyleTitle(text: nil, .init(position: .bottom))),
    Row(
      "change the title to Bye in red", .restyleTitle(text: "Bye", .init(color: "#e53935"))),
    Row("把标题改成底部", .restyleTitle(text: nil, .init(position: .bottom))),
  ]

  static let additions: [Row] = [
    Row(
      "add the title Getting Started in yellow",
      .addTitle(text: "Getting Started", .init(color: "#fdd835"))),
    Row("add title: Hello World", .addTitle(text: "Hello World", plain)),
    Row(
      "加一个红色的标题，内容是你好，放在底部",
      .addTitle(text: "你好", .init(color: "#e53935", position: .bottom))),
    Row("加标题：快速入门", .addTitle(text: "快速入门", plain)),
    Row("add a title for the video", .addTitle(text: "Screen Demo", plain)),
    Row("add a title please", .addTitle(text: "Screen Demo", plain)),
    Row("add a title at the bottom", .addTitle(text: "Screen Demo", .init(position: .bottom))),
    Row(
      "add a title saying Hello and make it blue",
      .addTitle(text: "Hello", .init(color: "#1e88e5"))),
  ]

  static let times: [Row] = [
    Row(
      "add title \"Start\" and add title \"Other\" at the end", .addTitle(text: "Start", plain),
      .addTitle(text: "Other", .init(moment: .end))),
    Row("在3秒处加标题《中间》", .addTitle(text: "中间", .init(moment: .at(3_000)))),
    Row("add a title \"X\" for 5 seconds", .addTitle(text: "X", .init(milliseconds: 5_000))),
    Row(
      "add a title \"X\" at 4 seconds for 2 seconds",
      .addTitle(text: "X", .init(moment: .at(4_000), milliseconds: 2_000))),
    Row("在结尾加标题《完》", .addTitle(text: "完", .init(moment: .end))),
    Row("加标题《好》，显示5秒", .addTitle(text: "好", .init(milliseconds: 5_000))),
  ]

  @Test(arguments: changes + additions + times) func `a title is read`(row: Row) {
    #expect(SentenceTests.understand(row.message, SentenceTests.decorated).edits == row.edits)
  }

  @Test func `titles stand side by side, and one replaces those at its time`() {
    var draft: Draft? = Draft(showing: DraftTests.recording, titled: "Demo")
    _ = Editor.apply(.addTitle(text: "Other", .init(moment: .end)), to: &draft)
    #expect(
      Editor.apply(.addTitle(text: "Start", Self.plain), to: &draft)
        == .titleAdded(text: "Start", start: 0, end: 3_000))
    #expect(draft?.titles.map(\.start) == [0, 13_000])
    _ = Editor.apply(
      .addTitle(text: "Two", .init(moment: .at(2_000), milliseconds: 5_000)), to: &draft)
    #expect(draft?.titles.map(\.text) == ["Two", "Other"])
    #expect(draft?.titles.map(\.end) == [7_000, 16_000])
  }

  @Test func `a title that stays as it was is not called changed`() {
    var draft: Draft? = Draft(showing: DraftTests.recording, titled: "Demo")
    _ = Editor.apply(.addTitle(text: "T", Self.plain), to: &draft)
    #expect(
      Editor.apply(.restyleTitle(text: nil, Self.plain), to: &draft) == .titleUnchanged(text: "T"))
  }

  @Test(arguments: ["add a fade out", "淡出"]) func `a fade-out is refused`(message: String) {
    let understanding = SentenceTests.understand(message)
    #expect(understanding.edits.isEmpty)
    #expect(understanding.reply == Wording.noFadeOut(understanding.language))
  }

  @Test func `a fade of one clip is called what it is`() {
    var draft: Draft? = Draft(showing: DraftTests.recording, titled: "Demo")
    let finding = Editor.apply(.addTransition(.fade), to: &draft)
    #expect(
      Wording.sentence(finding, .english)
        == "Added a fade-in at the start, as there is one clip only.")
  }
}
