import Testing

@testable import NemoCommand

@Suite struct KeyDecoderTests {
  /// As xterm sends them.
  static let cases: [(String, [Key])] = [
    ("ab", [.text("a"), .text("b")]),
    ("é字😀", [.text("é"), .text("字"), .text("😀")]),
    ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7f}", [.backspace]),
    ("\u{1}\u{5}\u{b}\u{15}\u{17}", [.home, .end, .killToEnd, .killToStart, .killWord]),
    ("\u{3}\u{4}\u{1a}\u{c}", [.interrupt, .endOfInput, .suspend, .clearScreen]),
    ("\u{1b}[A\u{1b}[B\u{1b}[C\u{1b}[D", [.up, .down, .right, .left]),
    ("\u{1b}OA\u{1b}OH\u{1b}OF", [.up, .home, .end]),
    ("\u{1b}[H\u{1b}[F\u{1b}[1~\u{1b}[4~\u{1b}[3~", [.home, .end, .home, .end, .delete]),
    (
      "\u{1b}[1;5C\u{1b}[1;5D\u{1b}f\u{1b}b\u{1b}d",
      [.wordRight, .wordLeft, .wordRight, .wordLeft, .killNextWord]
    ),
    ("\u{1b}[200~'/a b.mp4'\n\u{1b}[201~x", [.paste("'/a b.mp4'\n"), .text("x")]),
    ("\u{1b}[200~\u{1b}[20\u{1b}[201~", [.paste("\u{1b}[20")]),
    ("\u{1b}[99;99Qa", [.text("a")]),
    ("\u{1b}\u{1b}[Aa", [.up, .text("a")]),
  ]

  @Test(arguments: cases) func `bytes are keys`(bytes: String, keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(decoder.receive(Array(bytes.utf8)) == keys)
  }

  @Test(arguments: cases) func `cut at any byte they are the same keys`(bytes: String, keys: [Key])
  {
    let bytes = Array(bytes.utf8)
    for cut in 0...bytes.count {
      var decoder = KeyDecoder()
      #expect(decoder.receive(bytes[..<cut]) + decoder.receive(bytes[cut...]) == keys, "at \(cut)")
    }
    var decoder = KeyDecoder()
    #expect(bytes.flatMap { decoder.receive([$0]) } == keys)
  }

  @Test(
    arguments: [
      ([0xff, 0x61], [Key.text("a")]),
      ([0xe5, 0xad, 0x61], [.text("a")]),
      ([0xc3, 0x0d], [.enter]),
      ([0x80, 0xbf, 0x61], [.text("a")]),
      ([0xed, 0xa0, 0x80, 0x61], [.text("a")]),
      ([0x00, 0x1c, 0x61], [.text("a")]),
    ] as [([UInt8], [Key])])
  func `what is no UTF-8 is dropped, and no more`(bytes: [UInt8], keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(decoder.receive(bytes) == keys)
  }

  @Test func `a paste is bounded, and the keys after it are heard`() {
    var decoder = KeyDecoder()
    let huge = String(repeating: "x", count: KeyDecoder.maximumPasteBytes + 10)
    let keys = decoder.receive(Array("\u{1b}[200~\(huge)\u{1b}[201~\r".utf8))
    #expect(keys.count == 2)
    #expect(keys.last == .enter)
    guard case .paste(let text)? = keys.first else { return #expect(Bool(false)) }
    #expect(text.utf8.count == KeyDecoder.maximumPasteBytes)
  }

  @Test func `a sequence without an end does not swallow the line`() {
    var decoder = KeyDecoder()
    let keys = decoder.receive(Array("\u{1b}[\(String(repeating: "1", count: 40))a".utf8))
    #expect(keys.last == .text("a"))
  }
}
