import NemoClient
import Testing

@testable import NemoCommand

@Suite struct OutputTests {
  @Test func `what a backend says can't steer the terminal`() {
    let hostile = "\u{1b}]0;title\u{7}a\u{9b}31mb\tc\r\u{8}d 字 ✅"
    #expect(Console.printable(hostile) == "]0;titlea31mb\tcd 字 ✅")
  }

  @Test(arguments: [
    (0, "0 bytes"), (999, "999 bytes"), (1_000, "1 kB"), (999_999, "999 kB"),
    (1_000_000, "1.0 MB"), (12_345_678, "12.3 MB"),
  ])
  func `sizes are told in decimal units`(bytes: Int, text: String) {
    #expect(Quantity.size(bytes: bytes).english == text)
  }

  @Test func `JSON keeps its order and escapes what it must`() {
    let json = JSONText.object([
      "b": .string("\"\\\n\u{1}字"), "a": .array([.number(1), .number(2.5), .null, .bool(true)]),
      "c": .number(Double.nan),
    ])
    #expect(json.text == #"{"b":"\"\\\n\u0001字","a":[1,2.5,null,true],"c":null}"#)
  }
}
