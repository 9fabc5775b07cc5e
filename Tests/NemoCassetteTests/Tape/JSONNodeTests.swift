import Testing

@testable import NemoCassette

/// JSON is read where it stands, and nothing beside it is looked at.
struct JSONNodeTests {
  private static let texts = [
    #"{"a":[1,-2.5e+3,true,null],"b":{"c":"plain"}}"#, #""quoted \" and \u00e9 and \ud83d\ude00""#,
    #""\\\/\b\f\n\r\t""#, #""剪辑 😀""#, "12.5", "false", "[ ]",
  ]

  @Test(arguments: texts)
  func `a text between others reads as it does alone`(text: String) throws {
    let bytes = Array(text.utf8)
    let alone = try #require(JSONNode.parse(bytes))
    let range = 3..<(3 + bytes.count)
    let within = try #require(JSONNode.parse(Array("[1,".utf8) + bytes + [0x5d], in: range))
    #expect(within.range == range)
    #expect(alone.text == within.text)
    #expect(alone["b"]?["c"]?.text == within["b"]?["c"]?.text)
    #expect(alone.elements?.count == within.elements?.count)
  }

  @Test(arguments: texts.filter { !"1f".contains($0.prefix(1)) })
  func `a text that is cut off is none, whatever follows`(text: String) {
    let bytes = Array(text.utf8)
    for end in bytes.indices {
      #expect(JSONNode.parse(bytes, in: 0..<end) == nil, "cut at \(end)")
    }
  }

  @Test func `escapes are undone`() {
    func text(_ json: String) -> String? { JSONNode.parse(Array(json.utf8))?.text }
    #expect(text(#""\"\\\/\b\f\n\r\t""#) == "\"\\/\u{8}\u{c}\n\r\t")
    #expect(text(#""a\u00e9b\ud83d\ude00c""#) == "aéb😀c")
    #expect(text(#""\ud83d""#) == "\u{fffd}")
    #expect(text(#""\x""#) == nil)
    #expect(text("\"a\nb\"") == nil)
  }

  @Test(
    arguments: [
      [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98], [0xe5, 0x89],
      [0x5c, 0x6e, 0xff],
    ] as [[UInt8]])
  func `a string that is no UTF-8 is none`(bytes: [UInt8]) {
    #expect(JSONNode.parse([0x22] + bytes + [0x22]) == nil)
    #expect(JSONNode.parse([0x22, 0x61] + bytes + [0x62, 0x22]) == nil)
    #expect(JSONNode.parse([0x22, 0xef, 0xbf, 0xbd, 0x22])?.text == "\u{fffd}")
  }
}
