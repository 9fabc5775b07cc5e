import Testing

@testable import NemoClient

@Suite struct JSONDocumentTests {
  private func slice(_ text: String, at path: String...) throws -> String? {
    let bytes = try JSONDocument(Array(text.utf8)).bytes(at: path)
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `the bytes of a value come back with their white space, order and spelling`() throws {
    let draft = "{ \"t\" :[ ],\n\t\"d\": 1.500e+1 , \"\\u006d\":{\"b\":1,\"a\":\"\\/\\u4e2d\" } }"
    let text = #"{"code":0, "data":{"state": {"x":1,"draft" :   "# + draft + " } } }"
    #expect(try slice(text, at: "data", "state", "draft") == draft)
  }

  @Test func `a path that leads nowhere gives nothing`() throws {
    #expect(try slice(#"{"a":{"b":1}}"#, at: "a", "c") == nil)
    #expect(try slice(#"{"a":[{"b":1}]}"#, at: "a", "b") == nil)
    #expect(try slice(#"{"b":1}"#, at: "a", "b") == nil)
    #expect(try slice(#"[1]"#, at: "a") == nil)
    #expect(try slice(#" [1] "#) == "[1]")
  }

  @Test func `the last of several members with one key counts`() throws {
    #expect(try slice(#"{"a":{"b":1},"a":{"b":2}}"#, at: "a", "b") == "2")
    #expect(try slice(#"{"a":{"b":1},"a":{}}"#, at: "a", "b") == nil)
    #expect(try slice(#"{"a":{"b":1,"b":3},"c":{"b":4}}"#, at: "a", "b") == "3")
  }

  @Test func `a key may be written with escapes`() throws {
    #expect(try slice(#"{"\u0061":{"b": [1 , 2]}}"#, at: "a", "b") == "[1 , 2]")
  }
}
