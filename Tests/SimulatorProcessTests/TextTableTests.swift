import Testing

@testable import SimulatorProcess

@Suite struct TextTableTests {
  private static let table = TextTable(
    [.init("NAME", .strong), .init("WHAT IT DOES", wraps: true), .init("N")],
    [["a", "one two three four five six", "1"], ["longer", "", "22"]])

  @Test func `without a width nothing is wrapped`() {
    #expect(
      Self.table.lines(width: nil).map(\.text) == [
        "NAME    WHAT IT DOES                 N",
        "a       one two three four five six  1",
        "longer                               22",
      ])
    #expect(Self.table.width == 39)
    #expect(Self.table.lines(width: 39) == Self.table.lines(width: nil))
  }

  @Test func `one column is wrapped between words to fit`() {
    #expect(
      Self.table.lines(width: 30).map(\.text) == [
        "NAME    WHAT IT DOES        N",
        "a       one two three four  1",
        "        five six",
        "longer                      22",
      ])
  }

  @Test func `several columns give way, the widest first`() {
    let table = TextTable(
      [.init("A", wraps: true), .init("B", wraps: true)],
      [["aaaa aaaa aaaa aaaa", "bbbb bbbb bbbb bbbb bbbb bbbb"]])
    #expect(
      table.lines(width: 40).map(\.text) == [
        "A                    B",
        "aaaa aaaa aaaa aaaa  bbbb bbbb bbbb bbbb", "                     bbbb bbbb",
      ])
    #expect(
      table.lines(width: 36).map(\.text) == [
        "A                  B",
        "aaaa aaaa aaaa     bbbb bbbb bbbb", "aaaa               bbbb bbbb bbbb",
      ])
  }

  @Test func `a word that is longer than its column stands alone`() {
    #expect(TextTable.wrap("a bbbbbbbb c", 4) == ["a", "bbbbbbbb", "c"])
    #expect(TextTable.wrap("", 4) == [""])
  }

  @Test func `only pieces with a style and with text have escape sequences`() {
    let line = StyledLine([
      .init(text: "a", style: .strong), .init(text: "  ", style: .dim),
      .init(text: "b", style: .plain),
    ])
    #expect(line.coloured == "\u{1b}[1ma\u{1b}[0m  b")
    #expect(line.text == "a  b")
  }
}
