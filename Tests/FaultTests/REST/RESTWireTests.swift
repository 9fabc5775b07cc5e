import RawSockets
import Testing

/// What faults look like on a socket, byte for byte.
@Suite(.timeLimit(.minutes(1))) struct RESTWireTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var fault: String
    var settings: [String: Int] = [:]
    var text: String
    var ending = RawClient.Ending.closed

    var testDescription: String { "\(fault) \(settings.isEmpty ? "" : "\(settings)")" }
  }

  /// `Content-Length` and the body of an answer of that status.
  private static func answer(
    _ body: String, _ status: String = "200 OK", _ fields: String..., length: Int? = nil
  ) -> String {
    let fields = fields.isEmpty ? ["Content-Type: application/json"] : fields
    return "HTTP/1.1 \(status)\r\n" + fields.map { $0 + "\r\n" }.joined()
      + "Content-Length: \(length ?? body.utf8.count)\r\nConnection: close\r\n\r\n" + body
  }

  private static func page(_ title: String) -> String {
    "<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>\n"
  }

  private static let balance =
    #"{"code":0,"data":{"available":1100,"frozen":0,"total":1100}}"#
  private static let refused =
    #"{"code":CODE,"message":"A fault of this world refuses this request."}"#

  static let rows: [Row] = [
    Row(fault: "reset-on-accept", text: "", ending: .reset),
    Row(fault: "empty-reply", text: ""),
    Row(fault: "answer-lost", text: ""),
    Row(fault: "garbage", text: "220 mail ready\r\n"),
    Row(
      fault: "headers-cut",
      text: "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Le"),
    Row(
      fault: "interim-heads",
      text: "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"
        + "HTTP/1.1 102 Processing\r\n\r\n" + answer(balance)),
    Row(fault: "long-content-length", text: answer(balance, length: 124)),
    Row(fault: "short-content-length", text: answer(balance, length: 30)),
    Row(
      fault: "html-error",
      text: answer(page("502 Bad Gateway"), "502 Bad Gateway", "Content-Type: text/html")),
    Row(
      fault: "html-error", settings: ["status": 503],
      text: answer(
        page("503 Service Unavailable"), "503 Service Unavailable", "Content-Type: text/html")),
    Row(
      fault: "gateway-timeout",
      text: answer(page("504 Gateway Timeout"), "504 Gateway Timeout", "Content-Type: text/html")),
    Row(fault: "wrong-content-type", text: answer(balance, "200 OK", "Content-Type: text/plain")),
    Row(
      fault: "redirect-loop",
      text: answer(
        "", "302 Found", "Location: http://backend.test/api/credits/balance/simple")),
    Row(
      fault: "redirect-loop", settings: ["status": 307],
      text: answer(
        "", "307 Temporary Redirect",
        "Location: http://backend.test/api/credits/balance/simple")),
    Row(
      fault: "cross-host-redirect",
      text: answer(
        "", "302 Found", "Location: http://localhost/api/credits/balance/simple?elsewhere")),
    Row(
      fault: "refusal-in-200",
      text: answer(refused.replacing("CODE", with: "5000"))),
    Row(
      fault: "refusal-in-200", settings: ["code": 429],
      text: answer(refused.replacing("CODE", with: "429"))),
    Row(
      fault: "code", settings: ["code": 429, "retryAfterSeconds": 7],
      text: answer(
        refused.replacing("CODE", with: "429"), "429 Too Many Requests", "Retry-After: 7",
        "Content-Type: application/json")),
    Row(
      fault: "code", settings: ["code": 429],
      text: answer(refused.replacing("CODE", with: "429"), "429 Too Many Requests")),
    Row(fault: "missing-fields", text: answer(#"{"code":0,"data":{}}"#)),
    Row(
      fault: "missing-fields", settings: ["field": 1],
      text: answer(#"{"code":0,"data":{"frozen":0,"total":1100}}"#)),
    Row(
      fault: "null-fields",
      text: answer(#"{"code":0,"data":{"available":null,"frozen":null,"total":null}}"#)),
    Row(
      fault: "unknown-fields",
      text: answer(
        #"{"code":0,"data":{"available":1100,"frozen":0,"total":1100,"#
          + #""x_later":{"since":"v9","values":[1,null]}},"#
          + #""x_later":{"since":"v9","values":[1,null]}}"#)),
    Row(fault: "killed", text: ""),
    Row(fault: "state-lost", text: ""),
    Row(fault: "clock-jump", text: answer(balance)),
  ]

  @Test(arguments: rows)
  func `a fault has these bytes and this end`(_ row: Row) async throws {
    let seen = try await RawAnswer(row.fault, row.settings)
    #expect(seen.text == row.text)
    #expect(seen.ending == row.ending)
  }

  @Test func `bad gzip says that it is gzip and is none`() async throws {
    let seen = try await RawAnswer("bad-gzip")
    let head =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
      + "Content-Length: 14\r\nConnection: close\r\n\r\n"
    #expect(
      seen.bytes == Array(head.utf8)
        + [0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xff, 0xff, 0xff, 0xff])
  }

  @Test func `an oversized head is 320 fields of a kilobyte`() async throws {
    let seen = try await RawAnswer("oversized-headers")
    #expect(seen.text.hasPrefix("HTTP/1.1 200 OK\r\nX-Padding-1: xxxxxxxx"))
    #expect(seen.text.hasSuffix("xxxx\r\nContent-Length: 0\r\n\r\n"))
    #expect(seen.bytes.count > 320 << 10)
    #expect(seen.ending == .closed)
  }

  @Test(arguments: ["never-answers", "slow-answer", "stopped"])
  func `nothing comes for a while, and the connection stays open`(_ fault: String) async throws {
    let ending = try await RawAnswer.ask(fault, [:]) {
      try await $0.ending(withinMilliseconds: 30)
    }
    #expect(ending == .stillOpen)
  }
}
