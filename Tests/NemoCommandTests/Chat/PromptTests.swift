import NemoClient
import Testing

@testable import NemoCommand

@Suite struct PromptTests {
  @Test(arguments: [
    ("abc", 3), ("字幕", 4), ("ａ", 2), ("✅", 2), ("⏳", 2), ("👩‍👩‍👧", 2), ("🇨🇳", 2), ("e\u{301}", 1),
    ("한글", 4), ("ｱ", 1), ("…", 1), ("“", 1), ("❤️", 2), ("\u{200b}", 0), ("·", 1), ("。", 2),
  ])
  func `a character takes the columns that terminals give it`(text: String, columns: Int) {
    #expect(DisplayText.columns(text) == columns)
  }

  private func view(
    _ before: String, _ after: String = "", status: String? = nil, _ columns: Int = 20
  ) -> PromptView {
    PromptView(prompt: "> ", before: before, after: after, status: status, columns: columns)
  }

  @Test func `a short line is shown whole`() {
    let view = view("crop", " it")
    #expect(view.line == "> crop it")
    #expect(view.cursor == 6)
  }

  @Test func `wide characters move the cursor by two`() {
    #expect(view("裁剪", "成").cursor == 6)
  }

  @Test func `a long line shows its end before the cursor, and the beginning of the rest`() {
    let view = view("0123456789abcdefghijklmnopqrstuvwxyz")
    #expect(view.line == "> <lmnopqrstuvwxyz")
    #expect(view.cursor == 18)
    let start = self.view("", "0123456789abcdefghijklmnopqrstuvwxyz")
    #expect(start.line == "> 0123456789abcdef>")
    #expect(start.cursor == 2)
  }

  @Test func `nothing is ever wider than the terminal`() {
    let samples = ["crop to 16:9 and add", "把录屏裁剪成十六比九", "a👩‍👩‍👧b✅c字d", ""]
    for before in samples {
      for after in samples {
        for columns in 8...50 {
          let view = view(before, after, status: before + after, columns)
          #expect(DisplayText.columns(view.line) < columns, "\(before)|\(after) in \(columns)")
          #expect(view.cursor < columns)
          #expect(DisplayText.columns(view.status ?? "") < columns)
        }
      }
    }
  }

  // MARK: Wrapping

  @Test func `lines are broken between words`() {
    #expect(
      TextWrap.rows("crop the screen recording to 16:9", columns: 20)
        == ["crop the screen", "recording to 16:9"])
    #expect(TextWrap.rows("short", columns: 20) == ["short"])
    #expect(TextWrap.rows("one\n\ntwo", columns: 20) == ["one", "", "two"])
  }

  @Test func `Chinese is broken anywhere but before what closes a sentence`() {
    #expect(
      TextWrap.rows("把录屏裁剪成十六比九，高亮点击", columns: 20) == ["把录屏裁剪成十六比", "九，高亮点击"])
  }

  @Test func `rows go on below the text of a line with a mark`() {
    #expect(
      TextWrap.rows("> crop the screen recording", columns: 20)
        == ["> crop the screen", "  recording"])
    #expect(
      TextWrap.rows("✅ Title added: \"Tips\" (0-3s)", columns: 20)
        == ["✅ Title added:", "   \"Tips\" (0-3s)"])
    #expect(
      TextWrap.rows("  1 trim the silent pauses", columns: 20)
        == ["  1 trim the silent", "    pauses"])
  }

  @Test func `a word that is too long is left to the terminal`() {
    let path = "/" + String(repeating: "x", count: 40)
    #expect(TextWrap.rows("see \(path) now", columns: 20) == ["see", path, "now"])
  }
}
