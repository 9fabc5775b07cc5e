import Testing

@testable import NemoClient

@Suite struct JSONTextTests {
  private func text(_ json: JSONText) -> String { String(decoding: json.bytes, as: UTF8.self) }

  @Test func `members keep their order and strings are escaped`() {
    let json = JSONText.object([
      ("b", .string("a\"b\\c\n\r\t\u{1}\u{1F}/中😀")), ("a", .array([.integer(-1), .bool(true)])),
      ("e", .object([])), ("f", .array([])),
    ])
    let expected =
      #"{"b":"a\"b\\c\n\r\t\u0001\u001f/中😀","a":[-1,true],"e":{},"f":[]}"#
    #expect(text(json) == expected)
  }

  @Test func `spliced bytes go through as they are`() {
    #expect(text(.object([("d", .verbatim(Array(" { }".utf8)))])) == #"{"d": { }}"#)
  }

  @Test func `the canonical form ignores order, spelling and duplicates`() throws {
    let one = try JSONDocument(
      Array(#"{"b":1.0,"a":[1e1,"x",12345678901234567890],"a":2.50}"#.utf8))
    let other = try JSONDocument(Array(#" { "a" : 2.5 , "b" : 1 } "#.utf8))
    #expect(one.value.canonical == other.value.canonical)
  }

  @Test(arguments: [
    ("1", "2"), ("1.5", "1.25"), ("\"1\"", "1"), ("[1,2]", "[2,1]"), ("null", "{}"),
    ("9007199254740993", "9007199254740992"),
    ("123456789012345678901234567890", "123456789012345678901234567891"),
  ])
  func `the canonical form keeps what differs apart`(one: String, other: String) throws {
    let values = try [one, other].map { try JSONDocument(Array($0.utf8)).value.canonical }
    #expect(values[0] != values[1])
  }
}
