import Testing

@testable import NemoClient

@Suite struct JSONParserTests {
  private func parse(_ text: String) throws(JSONFailure) -> JSONValue {
    try JSONDocument(Array(text.utf8)).value
  }

  @Test func `every kind of value is read`() throws {
    let value = try parse(#" {"a": [null, true, false, -1.50e+3, "x"], "b": {}, "c": []} "#)
    let members: [JSONValue.Member] = [
      .init("a", .array([.null, .bool(true), .bool(false), .number("-1.50e+3"), .string("x")])),
      .init("b", .object([])), .init("c", .array([])),
    ]
    #expect(value == .object(members))
  }

  @Test(arguments: [
    "", " ", "{", "}", "[", "]", "{]", "[1,]", "{,}", #"{"a"}"#, #"{"a":}"#, #"{"a":1,}"#, "{a:1}",
    "'a'", "tru", "nul", "True", "01", "-", "+1", "1.", ".5", "1e", "1e+", "0x10", "NaN",
    "Infinity",
    #"""#, #""a"#, #""\"#, #""\x""#, #""\u12""#, #""\u12G4""#, "\"a\nb\"", "\"\u{00}\"", "1 2",
    "[] []",
    "/* */ 1", "\u{FEFF}",
  ])
  func `what RFC 8259 does not allow is refused`(text: String) {
    #expect(throws: JSONFailure.self) { try parse(text) }
  }

  @Test(arguments: [
    (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"), (#""\u00e9""#, "é"),
    (#""\uD83D\uDE00""#, "😀"), (#""中文""#, "中文"),
    // Lone and turned-round surrogates.
    (#""\uD83D""#, "\u{FFFD}"), (#""\uDE00""#, "\u{FFFD}"), (#""\uD83Dx""#, "\u{FFFD}x"),
    (#""\uD83D\n""#, "\u{FFFD}\n"), (#""\uDE00\uD83D""#, "\u{FFFD}\u{FFFD}"),
    (#""\uD83D\uD83D\uDE00""#, "\u{FFFD}😀"), (#""\u0000""#, "\u{0}"),
  ])
  func `escapes are undone`(json: String, text: String) throws {
    #expect(try parse(json).string == text)
  }

  @Test func `bytes that are no UTF-8 become replacement characters`() throws {
    let value = try JSONDocument([0x22, 0x61, 0xFF, 0xC3, 0x22]).value
    #expect(value.string == "a\u{FFFD}\u{FFFD}")
  }

  @Test func `nesting ends at a limit and not with a crash`() throws {
    let deep = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(try parse(deep).array?.count == 1)
    for open in ["[", #"{"a":"#, #"[{"a":"#] {
      let text = String(repeating: open, count: 100_000)
      let failure = #expect(throws: JSONFailure.self) { try parse(text) }
      #expect(failure?.code == .tooDeep)
    }
  }

  @Test func `a text with too many values is refused`() {
    let bytes = Array(("[" + String(repeating: "0,", count: JSONParser.maximumValues) + "0]").utf8)
    let failure = #expect(throws: JSONFailure.self) { try JSONDocument(bytes) }
    #expect(failure?.code == .tooLarge)
  }

  @Test func `a byte order mark is skipped`() throws {
    #expect(
      try JSONDocument([0xEF, 0xBB, 0xBF] + Array("[1]".utf8)).value == .array([.number("1")]))
  }

  @Test func `duplicate keys are kept and the last one is found`() throws {
    let value = try parse(#"{"a":1,"a":2}"#)
    #expect(value.members?.map(\.key) == ["a", "a"])
    #expect(value["a"]?.integer == 2)
  }

  @Test func `numbers keep their text whatever their size`() throws {
    // Contract section 3.1: above 2^53, so never through a double.
    let value = try parse(#"{"id":7000000000000000001,"huge":1e999,"long":123456789012345678901}"#)
    #expect(value["id"]?.identifier == "7000000000000000001")
    #expect(value["id"]?.integer == 7_000_000_000_000_000_001)
    #expect(value["huge"] == .number("1e999"))
    #expect(value["huge"]?.double == nil)
    #expect(value["huge"]?.integer == nil)
    #expect(value["long"]?.integer == nil)
    #expect(value["long"]?.identifier == "123456789012345678901")
  }

  @Test func `lookups take numbers as text and text as numbers`() throws {
    let value = try parse(#"{"a":"12","b":12.0,"c":"1.5","d":"nan","e":null,"f":"0x10","g":"inf"}"#)
    #expect(value["a"]?.integer == 12)
    #expect(value["b"]?.integer == 12)
    #expect(value["c"]?.double == 1.5)
    #expect(value["c"]?.integer == nil)
    #expect(value["d"]?.double == nil)
    #expect(value["e"] == nil)
    #expect(value["f"]?.double == nil)
    #expect(value["g"]?.double == nil)
    #expect(value["missing"] == nil)
    #expect(value.first(of: "missing", "e", "c")?.string == "1.5")
  }
}
