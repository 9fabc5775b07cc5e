import Testing

@testable import NemoCommand

@Suite struct LineEditorTests {
  private func editor(_ keys: [Key], history: [String] = []) -> LineEditor {
    var editor = LineEditor(history: InputHistory(history))
    for key in keys { _ = editor.receive(key) }
    return editor
  }

  private func typed(_ text: String) -> [Key] { text.unicodeScalars.map { .text(String($0)) } }

  @Test(
    arguments: [
      ([Key.left, .left, .text("X")], "heXlo"), ([.home, .text("X")], "Xhello".dropLast(0)),
      ([.home, .delete, .end, .backspace], "ell"), ([.left, .killToEnd], "hell"),
      ([.left, .killToStart], "o"), ([.left, .left, .right, .backspace], "helo"),
      ([.home, .backspace, .left], "hello"), ([.delete, .right], "hello"),
    ] as [([Key], Substring)])
  func `keys change the line at the cursor`(keys: [Key], text: Substring) {
    let start = keys == [.left, .left, .text("X")] ? "hello".replacing("ll", with: "l") : "hello"
    #expect(editor(typed(start) + keys).text == text)
  }

  @Test func `words are jumped over and killed with the space after them`() {
    #expect(editor(typed("crop to 16:9  ") + [.killWord]).text == "crop to ")
    #expect(
      editor(typed("crop to 16:9") + [.wordLeft, .wordLeft, .text("X")]).text == "crop Xto 16:9")
    #expect(editor(typed("crop to") + [.home, .wordRight, .killNextWord]).text == "crop")
  }

  @Test func `backspace takes a whole character, whatever it is made of`() {
    for character in ["👩‍👩‍👧", "e\u{301}", "🇨🇳", "字", "✅"] {
      let editor = editor(typed("a" + character) + [.backspace])
      #expect(editor.text == "a", "after \(character)")
    }
  }

  @Test func `the parts of an emoji that come one by one are one character`() {
    var editor = editor(typed("👩‍👩‍👧"))
    #expect(editor.text.count == 1)
    #expect(editor.receive(.left) == .redraw)
    #expect(editor.before.isEmpty)
  }

  @Test func `Enter gives the line, and the next one is empty`() {
    var editor = editor(typed("crop"))
    #expect(editor.receive(.enter) == .submit("crop"))
    #expect(editor.text.isEmpty)
    #expect(editor.receive(.enter) == .submit(""))
  }

  @Test func `a paste is one line, and waits for Enter`() {
    var editor = editor([.paste("'/a b/clip.mp4'\r\n"), .paste("/c.mov\n/d.mov")])
    #expect(editor.text == "'/a b/clip.mp4'/c.mov /d.mov")
    #expect(editor.receive(.enter) == .submit("'/a b/clip.mp4'/c.mov /d.mov"))
  }

  @Test func `control characters and tabs of a paste do nothing`() {
    #expect(editor([.paste("a\u{1b}[2Jb\tc\u{0}")]).text == "a[2Jb c")
  }

  @Test func `Ctrl-C clears the line, and only on an empty one interrupts`() {
    var editor = editor(typed("crop"))
    #expect(editor.receive(.interrupt) == .interrupt(wasEmpty: false))
    #expect(editor.text.isEmpty)
    #expect(editor.receive(.interrupt) == .interrupt(wasEmpty: true))
  }

  @Test func `Ctrl-D ends an empty line and deletes in another`() {
    var empty = editor([])
    #expect(empty.receive(.endOfInput) == .endOfInput)
    var full = editor(typed("ab") + [.home])
    #expect(full.receive(.endOfInput) == .redraw)
    #expect(full.text == "b")
    #expect(full.receive(.end) == .redraw)
    #expect(full.receive(.endOfInput) == .none)
  }

  @Test func `history is looked through, and the unfinished line comes back`() {
    var editor = editor(typed("new"), history: ["one", "two"])
    for (key, text) in [
      (Key.up, "two"), (.up, "one"), (.up, "one"), (.down, "two"), (.down, "new"), (.down, "new"),
    ] {
      _ = editor.receive(key)
      #expect(editor.text == text)
    }
  }

  @Test func `a line is bounded`() {
    let editor = editor([
      .paste(String(repeating: "x", count: LineEditor.maximumBytes)), .text("y"),
    ])
    #expect(editor.text.utf8.count == LineEditor.maximumBytes)
  }

  // MARK: History

  @Test(arguments: [
    "nmv_usr_abc", "my token is NMV_USR_abc", "clm_x", "Bearer abc", "NEMO_TOKEN=abc", "", "  ",
  ])
  func `secrets and nothing are not remembered`(line: String) {
    var history = InputHistory()
    history.add(line)
    #expect(history.lines == [])
  }

  @Test func `the same line twice is remembered once, and old ones are forgotten`() {
    var history = InputHistory(["a", "a", "b", "a"])
    #expect(history.lines == ["a", "b", "a"])
    for number in 0..<InputHistory.maximumLines { history.add("\(number)") }
    #expect(history.lines.count == InputHistory.maximumLines)
    #expect(history.lines.first == "0")
  }
}
