import HTTPTypes
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// A capture with a token becomes a tape without it.
struct HARRedactionTests {
  private static let token = "nmv_usr_Qz7-planted_4fK2mPq9Xc1Rt8Lw5Yb3Nd6Hs0V"
  private static let cookie = "sid=planted-cookie-value"

  /// The bearer is met late: an answer before it holds the token where no key or shape shows it.
  private static func capture() -> [UInt8] {
    let encoded = "Qz7-planted_4fK2mPq9Xc1Rt8Lw5Yb3Nd6Hs0V"
    return HARFixture.archive(
      HARFixture.entry(
        at: "2026-11-20T10:00:00Z",
        response: HARFixture.json(#"{\"echo\":\"plain-session-hidden-x7w9q2k4\"}"#)),
      HARFixture.entry(
        at: "2026-11-20T10:00:05Z", method: "POST", url: HARFixture.api + "/run_sse?token=\(token)",
        requestHeaders: #"{"name":"authorization","value":"Bearer \#(token)"},"#
          + #"{"name":"cookie","value":"\#(cookie)"},{"name":"x-client-id","value":"0af7c1d2-planted-client"}"#,
        request: #","postData":{"mimeType":"application/json","text":"{\"x\":\"\#(token)\"}"}"#,
        response: #"{"status":200,"headers":[{"name":"set-cookie","value":"\#(cookie)"},"#
          + #"{"name":"content-type","value":"text/event-stream"}],"content":{}}"#,
        rest: #","_eventSourceMessages":[{"time":1795168805.5,"data":"nmv_usr_\#(encoded)"}]"#),
      HARFixture.entry(
        at: "2026-11-20T10:00:09Z",
        requestHeaders:
          #"{"name":"Authorization","value":"Bearer plain-session-hidden-x7w9q2k4"}"#,
        response: HARFixture.json(status: 0).replacing(
          #""bodySize":-1}"#, with: #""bodySize":-1,"_error":"failed for \#(token)"}"#)))
  }

  @Test func `no eight bytes of a planted secret are in the tape`() throws {
    let folder = try TemporaryFolder()
    let result = try HARImport.tape(from: Self.capture())
    let cassette = try Cassette(named: "capture", in: folder.path)
    try cassette.write(result.tape)
    let files = try TemporaryFolder.files(in: cassette.path)
    #expect(files["tape.jsonl"] != nil)
    for secret in [
      String(Self.token.dropFirst(8)), Self.cookie, "0af7c1d2-planted-client",
      "plain-session-hidden-x7w9q2k4",
    ] {
      for start in 0...(secret.utf8.count - 8) {
        let part = String(secret.dropFirst(start).prefix(8))
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
          #expect(!bytes.contains(part), "\(name) holds \(part)")
        }
      }
    }
    #expect(!result.notes.joined().contains("planted"))
  }

  @Test func `the redacted capture plays`() async throws {
    let tape = try HARImport.tape(from: Self.capture()).tape
    let exchange = try #require(tape.exchanges.dropFirst().first)
    #expect(exchange.id.hasPrefix("run_sse-"))
    #expect(exchange.request.headers.map { $0.name } == ["x-client-id", "Content-Type"])
    #expect(exchange.response?.cuts.map { $0.at } == [.milliseconds(20)])
    let text = try await VirtualTime.run { time in
      let replayer = Replayer(tape, name: "capture", time: time)
      let response = try await replayer.send(
        .init(
          head: .init(
            method: .post, scheme: "https", authority: "api.example",
            path: "/run_sse?token=another"),
          body: .init(Array(exchange.request.text!.utf8))))
      return String(decoding: try await response.body.collect(upTo: 1_000), as: UTF8.self)
    }
    #expect(text.hasPrefix("data: nmv_usr_0000"))
  }

  @Test func `a redacted exchange is what a recording of it would be`() throws {
    var redactor = Redactor()
    let raw = Exchange(
      id: "",
      request: .init(
        method: "POST", url: "https://api.example/x?ct=clm_0123456789abc",
        headers: [
          HeaderPair("Authorization", "Bearer " + Self.token), HeaderPair("Accept", "a/b"),
          HeaderPair(":path", "/x"), HeaderPair("User-Agent", "Chrome"),
        ], body: .bytes(Array("{\"token\":\"short\"}".utf8))),
      response: .init(
        status: 200,
        headers: [HeaderPair("Set-Cookie", "a=b"), HeaderPair("Location", "/" + Self.token)],
        body: .bytes(Array(Self.token.utf8))), end: ExchangeEnd(.closed, detail: Self.token))
    var redacted = raw
    redacted.request = try redactor.redact(raw.request, backend: "https://api.example")
    try redactor.redactAnswer(of: &redacted)
    let pseudonym = "nmv_usr_000000000000000000000000000000000000001"
    #expect(redacted.request.url == "https://api.example/x?ct=clm_0000000000001")
    #expect(redacted.request.headers == [HeaderPair("Accept", "a/b")])
    #expect(redacted.request.text == "{\"token\":\"00001\"}")
    #expect(redacted.response?.headers == [HeaderPair("Location", "/" + pseudonym)])
    #expect(redacted.response?.text == pseudonym)
    #expect(redacted.end.detail == pseudonym)
  }
}
