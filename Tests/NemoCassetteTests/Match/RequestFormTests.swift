import Testing

@testable import NemoCassette

/// Which spellings of a request are the same.
struct RequestFormTests {
  private func key(
    _ url: String, _ body: String = "", method: String = "GET", backend: String = backend
  ) -> String {
    RequestForm(
      .init(method: method, url: url, body: .bytes(Array(body.utf8))), backend: backend,
      known: IDSearch()
    ).key
  }

  @Test(arguments: [
    ("https://cdn.invalid/a", "HTTPS://CDN.Invalid/a"),
    ("https://cdn.invalid/a", "https://cdn.invalid:443/a"),
    ("http://cdn.invalid/a?b", "http://cdn.invalid:80/a?b"),
    ("https://cdn.invalid", "https://cdn.invalid/"),
    ("https://cdn.invalid?a=1", "https://cdn.invalid/?a=1"),
    ("https://cdn.invalid/a?", "https://cdn.invalid/a"),
    ("https://cdn.invalid/a#part", "https://cdn.invalid/a"),
    ("https://cdn.invalid/%7Eme/%41%2d", "https://cdn.invalid/~me/A-"),
    ("https://cdn.invalid/%e5%89%aa", "https://cdn.invalid/%E5%89%AA"),
    ("https://cdn.invalid/剪", "https://cdn.invalid/%E5%89%AA"),
    ("https://cdn.invalid/a?b=x y", "https://cdn.invalid/a?b=x%20y"),
    ("https://cdn.invalid/a?b=2&a=1", "https://cdn.invalid/a?a=1&b=2"),
    ("https://cdn.invalid/a?b=9&a=2&a=1", "https://cdn.invalid/a?a=2&b=9&a=1"),
    ("https://cdn.invalid/a?&b=1&&c", "https://cdn.invalid/a?b=1&c"),
    ("https://cdn.invalid/100%", "https://cdn.invalid/100%"),
  ])
  func `spellings that no server tells apart are the same`(one: String, other: String) {
    #expect(key(one) == key(other))
  }

  @Test(arguments: [
    ("https://cdn.invalid/a", "http://cdn.invalid/a"),
    ("https://cdn.invalid/a", "https://cdn.invalid:8443/a"),
    ("https://cdn.invalid/a", "https://cdn.invalid:80/a"),
    ("https://cdn.invalid/a", "https://cdn.invalid/a/"),
    ("https://cdn.invalid/a", "https://cdn.invalid/A"),
    ("https://cdn.invalid/a%2Fb", "https://cdn.invalid/a/b"),
    ("https://cdn.invalid/a/../b", "https://cdn.invalid/b"),
    ("https://cdn.invalid/a?b=x+y", "https://cdn.invalid/a?b=x%20y"),
    ("https://cdn.invalid/a?b=%26", "https://cdn.invalid/a?b=&"),
    ("https://cdn.invalid/a?a=1&a=2", "https://cdn.invalid/a?a=2&a=1"),
    ("https://cdn.invalid/a?b", "https://cdn.invalid/a?b="),
    ("https://cdn.invalid/a?b=1", "https://cdn.invalid/a?b=1&b=1"),
  ])
  func `what a server may tell apart is different`(one: String, other: String) {
    #expect(key(one) != key(other))
  }

  @Test(arguments: [
    ("https://one.invalid/x", "https://one.invalid"),
    ("https://one.invalid:443/x", "https://one.invalid"),
    ("https://one.invalid/x", "https://ONE.invalid:443/"),
    ("http://127.0.0.1:4000/w/7/x", "http://127.0.0.1:4000/w/7"),
    ("http://127.0.0.1:80/w/7/x", "http://127.0.0.1/w/7/"),
  ])
  func `below a backend only the rest of the path counts`(url: String, base: String) {
    #expect(key(url, backend: base) == key("https://one.invalid/x", backend: "https://one.invalid"))
  }

  @Test(arguments: [
    ("https://one.invalid/wx/x", "https://one.invalid/w"),
    ("https://one.invalid.evil/x", "https://one.invalid"),
    ("https://one.invalid/x", "https://one.invalid/w"),
    ("https://one.invalid/x", ""),
  ])
  func `what is not below the backend keeps its host`(url: String, base: String) {
    #expect(RequestTarget(url, backend: base).origin.hasPrefix("https://one.invalid"))
  }

  @Test func `a bare backend is its root`() {
    #expect(RequestTarget("https://one.invalid/w", backend: "https://one.invalid/w").path == "/")
    #expect(RequestTarget("https://one.invalid/w?a", backend: "https://one.invalid/w").path == "/")
  }

  @Test(arguments: [
    (#"{"b":1,"a":[1,{"c":null}]}"#, "{ \"a\" : [ 1 , {\"c\":null} ],\n\t\"b\":1 }"),
    (#"{"a":"é/\n"}"#, #"{"a":"\u00e9\/\u000a"}"#),
    (#"{"a":"😀"}"#, #"{"a":"\ud83d\uDE00"}"#),
    (#"{"é":1}"#, #"{"\u00E9":1}"#),
    (#"{"a":1,"b":2,"a":3}"#, #"{"b":2,"a":1,"a":3}"#),
    (#"{"token":"one","x":{"refresh_token":1}}"#, #"{"x":{"refresh_token":"z"},"token":null}"#),
  ])
  func `spellings of the same JSON are the same`(one: String, other: String) {
    #expect(key("/x", one) == key("/x", other))
  }

  /// Numbers stay as written: beyond a double nobody knows which are equal.
  @Test(arguments: [
    ("1", "1.0"), ("1.5", "1.50"), ("1e2", "100"), ("0", "-0"),
    ("12345678901234567890", "12345678901234567891"),
    (#"{"a":1,"a":2}"#, #"{"a":2,"a":1}"#), (#"{"a":1,"a":2}"#, #"{"a":2}"#),
    ("[1,2]", "[2,1]"), (#"{"a":"1"}"#, #"{"a":1}"#), ("{}", "[]"), ("{}", ""), ("\"\"", ""),
    (#"{"a":"e\u0301"}"#, #"{"a":"\u00e9"}"#), ("{\"a\":1", "{\"a\": 1"),
  ])
  func `other JSON is different`(one: String, other: String) {
    #expect(key("/x", one) != key("/x", other))
  }

  @Test func `an empty body is no body, and methods are apart`() {
    let none = RequestForm(
      .init(method: "POST", url: "/x"), backend: "", known: IDSearch())
    #expect(none.key == key("/x", "", method: "POST", backend: ""))
    #expect(key("/x", method: "HEAD") != key("/x", method: "GET"))
    var collector = RequestBodyCollector(contentType: "multipart/form-data; boundary=x")
    collector.append([])
    #expect(collector.content == .empty)
  }

  @Test func `parts are compared in their order, whatever the boundary and the case of headers`() {
    func form(_ boundary: String, _ type: String, _ names: [String]) -> String {
      var collector = RequestBodyCollector(contentType: type + "; boundary=" + boundary)
      for name in names {
        collector.append(
          Array("--\(boundary)\r\ncontent-DISPOSITION: form-data; name=\(name)\r\n\r\nv\r\n".utf8))
      }
      collector.append(Array("--\(boundary)--\r\n".utf8))
      let request = Exchange.Request(method: "POST", url: "/x", body: collector.content)
      return RequestForm(request, backend: "", known: IDSearch()).key
    }
    let one = form("one", "multipart/form-data", ["a", "b"])
    #expect(one == form("another", "Multipart/Form-Data", ["a", "b"]))
    #expect(one != form("one", "multipart/form-data", ["b", "a"]))
    #expect(one != form("one", "multipart/form-data", ["a"]))
  }
}
