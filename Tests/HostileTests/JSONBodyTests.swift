import Testing

/// Bodies that are not what an operation takes are refused with 422, with a reason.
@Suite(.timeLimit(.minutes(2))) struct JSONBodyTests {
  private static let deep = String(repeating: "[", count: 100_000)
  private static let deepObject = String(repeating: #"{"a":"#, count: 100_000)

  /// Not JSON, or no object.
  static let malformed: [[UInt8]] =
    [
      "{", "}", "nul", "[1,2", "{\"a\":}", "{\"a\" 1}", "{a:1}", "{'a':1}", "{\"a\":1,}", "[1,]",
      "{} {}", "\u{feff}{}", "\u{0}", "{}\u{0}", "\"", "\"\\", "\"\\u12", "\"\\u+123\"",
      "\"\\q\"", "\"a\nb\"", "-", "+1", "01", "1.", ".5", "1e", "0x1", "1_000", "NaN", "Infinity",
      "[]", "7", "\"text\"", "null", "true", "\"\\ud800\"", "1e999999999", "-1e999999999",
      deep, deepObject, deep + "1", "\u{1f600}",
    ].map { Array($0.utf8) } + [
      [0xff], [0x22, 0xff, 0x22], [0x22, 0xc0, 0x80, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22],
      [0xfe, 0xff, 0x00, 0x7b], [UInt8](repeating: 0, count: 100_000),
    ]

  @Test(arguments: [Paths.session, Paths.message, Paths.render, Paths.claim, "upload"])
  func `a body that is no JSON object is refused by every operation`(_ path: String) async throws {
    try await Backend.run { backend in
      let session = try await backend.makeSession()
      let path = path == "upload" ? Paths.upload(session) : path
      for body in Self.malformed {
        let answer = try await backend.post(path, body)
        let start = String(decoding: body.prefix(40), as: UTF8.self)
        #expect(answer.status == 422, "\(start): \(answer.text.suffix(200))")
        #expect(answer.code == 422, "\(start): \(answer.text.suffix(200))")
      }
    }
  }

  @Test func `half of a surrogate pair becomes a replacement character`() async throws {
    try await Backend.run { backend in
      for text in [#"\ud800"#, #"\udc00"#, #"\ud800\ud800"#, #"\ud800x"#] {
        let answer = try await backend.post(Paths.session, "{\"task_name\":\"\(text)\"}")
        #expect(answer.status == 200, "\(text): \(answer.text)")
      }
    }
  }

  @Test func `a message with a missing or mistyped field is refused`() async throws {
    try await Backend.run { backend in
      let session = try await backend.makeSession()
      let good: [(String, String)] = [
        ("app_name", "\"nemo_agent\""), ("user_id", "\"me\""), ("session_id", "\"\(session)\""),
        ("new_message", #"{"parts":[{"text":"hello"}]}"#),
      ]
      let long = String(repeating: "a", count: 20_001)
      let wrong: [(String, [String?])] = [
        ("app_name", [nil, "null", "7", "{}", "\"other\""]),
        ("user_id", ["7", "{}", "[]", "true"]),
        ("session_id", [nil, "null", "true", "[]", "{}", "\"\""]),
        (
          "new_message",
          [
            nil, "null", "7", "[]", "\"hello\"", "{}", #"{"parts":null}"#, #"{"parts":{}}"#,
            #"{"parts":[]}"#, #"{"parts":[7]}"#, #"{"parts":[{"text":7}]}"#,
            #"{"parts":[{"text":" \n"}]}"#, #"{"parts":[{"text":"\#(long)"}]}"#,
          ]
        ),
      ]
      for (key, values) in wrong {
        for value in values {
          let fields = good.compactMap { name, own -> String? in
            guard name == key else { return "\"\(name)\":\(own)" }
            return value.map { "\"\(name)\":\($0)" }
          }
          let answer = try await backend.post(
            Paths.message, "{\(fields.joined(separator: ","))}")
          #expect(answer.status == 422, "\(key) \(value?.prefix(50) ?? "missing"): \(answer.text)")
        }
      }
    }
  }

  @Test(arguments: [
    (Paths.session, #"{"task_name":7}"#), (Paths.session, #"{"task_name":{}}"#),
    (Paths.session, #"{"language":[]}"#),
    (Paths.session, "{\"task_name\":\"\(String(repeating: "a", count: 501))\"}"),
    (Paths.render, #"{"sessionId":"1","draft":{}}"#), (Paths.render, #"{"id":"","draft":{}}"#),
    (Paths.render, #"{"id":"a/b","sessionId":"1","draft":{}}"#),
    (Paths.render, "{\"id\":\"\(String(repeating: "a", count: 129))\",\"sessionId\":\"1\"}"),
    (Paths.render, #"{"id":{},"sessionId":"1","draft":{}}"#),
    (Paths.render, #"{"id":"r","sessionId":"1"}"#),
    (Paths.render, #"{"id":"r","sessionId":"1","draft":[]}"#),
    (Paths.render, #"{"id":"r","sessionId":"1","draft":{},"output":7}"#),
    (Paths.render, #"{"id":"r","sessionId":"S","draft":{}}"#),
    (Paths.render, #"{"id":"r","sessionId":"S","draft":{"t":{}}}"#),
    (Paths.render, #"{"id":"r","sessionId":"S","draft":{"t":[{"sg":{}}]}}"#),
    (Paths.claim, #"{"session_id":"1"}"#), (Paths.claim, #"{"task_id":[],"session_id":"1"}"#),
    ("upload", #"{"urls":["https://a.test/a.mp4"]}"#),
    ("upload", #"{"source_type":7,"urls":["https://a.test/a.mp4"]}"#),
    ("upload", #"{"source_type":"url"}"#), ("upload", #"{"source_type":"url","urls":{}}"#),
    ("upload", #"{"source_type":"url","urls":[]}"#),
    ("upload", #"{"source_type":"url","urls":["https://a.test/a.mp4",7]}"#),
    ("upload", #"{"source_type":"url","urls":["ftp://a.test/a.mp4"]}"#),
    ("upload", #"{"source_type":"url","urls":["file:///etc/passwd"]}"#),
    ("upload", #"{"source_type":"url","urls":["https://"]}"#),
    (
      "upload",
      "{\"source_type\":\"url\",\"urls\":[\"https://a.test/"
        + String(repeating: "a", count: 8_001) + "\"]}"
    ),
  ])
  func `a missing, mistyped or oversized field is refused`(_ path: String, _ body: String)
    async throws
  {
    try await Backend.run { backend in
      let session = try await backend.makeSession()
      let answer = try await backend.post(
        path == "upload" ? Paths.upload(session) : path,
        body.split(separator: "\"S\"", omittingEmptySubsequences: false)
          .joined(separator: "\"\(session)\""))
      #expect(answer.status == 422, "\(body.prefix(80)): \(answer.text)")
    }
  }

  @Test func `numbers of any size in a draft are taken or refused, and the backend lives on`()
    async throws
  {
    let numbers = [
      "1e308", "-1e308", "1e999", "-1e999", "9223372036854775807", "-9223372036854775808",
      "999999999999999", "-999999999999999", "0.0000001", "-0", "\"nan\"", "\"inf\"", "\"-inf\"",
      "\"1e308\"", "86400000",
    ]
    try await Backend.run { backend in
      let session = try await backend.makeSession()
      for (index, n) in numbers.enumerated() {
        let segment =
          #"{"s":\#(n),"d":\#(n),"ss":\#(n),"sp":\#(n),"v":\#(n),"m":{"hue":\#(n),"width":\#(n),"#
          + #""height":\#(n),"x":\#(n),"y":\#(n),"size":\#(n),"fade_in":\#(n),"fade_out":\#(n),"#
          + #""volume":\#(n),"crop":{"x":\#(n),"y":\#(n),"width":\#(n),"height":\#(n)},"#
          + #""transition":{"kind":"fade","d":\#(n)}}}"#
        let whole = #"{"s":0,"d":1000}"#
        let tracks = ["0", "1", "7", "9", n].map {
          #"{"tt":\#($0),"n":"highlights","sg":[\#(whole),\#(segment)]}"#
        }
        let draft =
          #"{"t":[\#(tracks.joined(separator: ","))],"d":\#(n),"#
          + #""m":{"width":\#(n),"height":\#(n),"fps":\#(n)}}"#
        let answer = try await backend.post(
          Paths.render, #"{"id":"n\#(index)","sessionId":"\#(session)","draft":\#(draft)}"#)
        #expect(answer.status == 200 || answer.status == 422, "\(n): \(answer.text)")
        let poll = try await backend.get("\(Paths.render)/n\(index)")
        #expect(poll.status == (answer.code == nil ? 200 : 404), "\(n): \(poll.text)")
      }
    }
  }

  @Test(arguments: [
    "0-9223372036854775807", "9223372036854775807-9223372036854775807", "-9223372036854775807",
    "0-99999999999999999999999", "-0", "+0-+1", "0--1", "-", "", "a-b", "5-2",
  ])
  func `a range of any size is served, refused or ignored`(_ range: String) async throws {
    try await Backend.run { backend in
      let session = try await backend.makeSession()
      let sent = try await backend.post(
        Paths.upload(session), Form.file(named: "a.mp4"), type: Form.type)
      let start = try #require(sent.text.range(of: "/media/"))
      let path = sent.text[start.lowerBound...].prefix { $0 != "\"" }
      let answer = try await backend.send(
        "GET \(path) HTTP/1.1\r\nHost: x\r\nRange: bytes=\(range)\r\n")
      #expect([200, 206, 416].contains(answer.status ?? 0), "\(answer.text)")
      let isPart = range.hasPrefix("0-9") || range.hasPrefix("-9")
      #expect((answer.status == 206) == isPart, "\(answer.text)")
    }
  }
}
