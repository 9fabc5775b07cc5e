import Testing

@testable import NemoSimulator

/// RFC 8259, as far as the simulator needs it.
struct JSONTests {
  private func parse(_ text: String) -> JSON? { try? JSONParser.value(of: Array(text.utf8)) }

  @Test(
    arguments: [
      ("null", .null), (" true ", true), ("-1.5e3", .number("-1.5e3")), ("[]", []),
      ("{}", [:]), (#"{"a":[1,{"b":null}]}"#, ["a": [1, ["b": .null]]]),
      (#""\u4e2d\ud83d\ude00\n\/\"""#, "中😀\n/\""), (#""\ud83d""#, "\u{fffd}"),
      ("7000000000000000001", .number("7000000000000000001")),
    ] as [(String, JSON)])
  func `valid text is read`(text: String, value: JSON) {
    #expect(parse(text) == value)
  }

  @Test(arguments: [
    "", "nul", "[1,]", "{\"a\"}", "{a:1}", "\"", "\"\u{1}\"", "01x", "+1", ".5", "[1 2]", "{} {}",
    #""\x""#, #""\u12""#, "--1", "\"\\",
  ])
  func `invalid text is refused`(text: String) {
    #expect(parse(text) == nil)
  }

  @Test func `invalid UTF-8 is refused`() {
    #expect((try? JSONParser.value(of: [0x22, 0xff, 0x22])) == nil)
  }

  @Test func `depth has a limit`() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(parse(nested(JSONParser.depthLimit)) != nil)
    #expect(parse(nested(JSONParser.depthLimit + 1)) == nil)
    #expect(parse(nested(100_000)) == nil)
  }

  @Test(arguments: [
    #"{"b":1,"a":[true,null,-0.5,"x\ty\\ \u0001"],"b":2}"#, #""中文 / \" ""#,
  ])
  func `what is read is written back the same`(text: String) {
    #expect(parse(text)?.text == text)
  }

  @Test func `an id is read from a string or a number, without a double between`() {
    #expect(parse("9223372036854775807")?.identifier == "9223372036854775807")
    #expect(parse("\"9223372036854775807\"")?.identifier == "9223372036854775807")
    #expect(parse("true")?.identifier == nil)
  }
}
