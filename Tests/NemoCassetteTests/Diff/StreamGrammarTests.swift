import Testing

@testable import NemoCassette

@Suite struct StreamGrammarTests {
  /// Contract sections 7.3 to 7.6.
  @Test(arguments: [
    ("data: {\"type\":\"text\",\"content\":\"a\"}\n\n", "text", "a"),
    ("data:{\"type\":\"tool_call\",\"name\":\"x\"}\r\n\r\n", "tool_call", ""),
    ("data:\n\n", "heartbeat", ""), ("data: heartbeat\n\n", "heartbeat", ""),
    (": ping\n\n", "heartbeat", ""), ("event: heartbeat\ndata: {}\n\n", "heartbeat", ""),
    ("data: {\"error\": \"x\"}\n\n", "error", ""), ("data: {\"text\":\"b\"}\n\n", "text", "b"),
    ("data: [DONE]\n\n", "done", ""), ("data: words\n\n", "data", ""),
    ("data: {\"content\":{\"parts\":[{\"text\":\"c\"}]},\"partial\":true}\n\n", "partial", "c"),
    ("data: {\"content\":{\"parts\":[{\"text\":\"c\"}]},\"partial\":false}\n\n", "text", "c"),
    (
      "data: {\"content\":{\"parts\":[{\"functionCall\":{}},{\"function_call\":{}}]}}\n\n",
      "tool_call+tool_call", ""
    ),
    ("data: {\"content\":{\"parts\":[{\"functionResponse\":{}}]}}\n\n", "tool_result", ""),
    ("data: {\"content\":{\"parts\":[{\"text\":\"hm\",\"thought\":true}]}}\n\n", "thought", ""),
    ("data: {\"actions\":{}}\n\n", "actions", ""), ("data: {\"type\":\"new\"}\n\n", "new", ""),
  ])
  func `an event of any dialect has a kind and a text`(event: String, kind: String, text: String) {
    let read = StreamEvent(Array(event.utf8))
    #expect(read.kind == kind)
    #expect(read.text == text)
  }

  @Test(arguments: [
    ("", "", ""), ("a", "a", "a"), ("a a a", "a ×3", "a"), ("a b", "a b", "a b"),
    ("a b a b a b c", "(a b) ×3 c", "a b c"), ("a b b b c", "a b ×3 c", "a b c"),
    ("a a b a a b", "(a a b) ×2", "a b"),
    ("a b c d e a b c d e", "a b c d e a b c d e", "a b c d e a b c d e"),
  ])
  func `repeated kinds are folded`(kinds: String, folded: String, loose: String) {
    let grammar = StreamGrammar(kinds.split(separator: " ").map(String.init))
    #expect(grammar.description == folded)
    #expect(grammar.loose == loose)
  }
}
