import HTTPTypes
import LoopbackServer
import NemoHTTP
import RawSockets
import Testing

/// Bad input is answered by the server itself, never by a crash.
@Suite(.timeLimit(.minutes(5))) struct RefusalTests {
  private func answer(
    to bytes: String, _ options: LoopbackServer.Options = .init()
  ) async throws -> String {
    let transport = Fake { request in
      .text("taken \(try await request.body.collect(upTo: 1_000).count)")
    }
    return try await LoopbackServer.run(transport, on: options) { server in
      let client = try RawClient(port: server.port)
      try client.send(bytes)
      let (text, ending) = try await client.receiveAll()
      #expect(ending == .closed)
      return text
    }
  }

  @Test(arguments: [
    "hello\r\n\r\n",
    "GET / HTTP/1.1\r\nHost x\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}",
  ])
  func `what is not a request gets a 400`(_ bytes: String) async throws {
    #expect(try await answer(to: bytes).hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
  }

  @Test func `one field beyond its limit gets a 431`() async throws {
    let field = "X-Long: " + String(repeating: "a", count: 20_000)
    let text = try await answer(to: "GET / HTTP/1.1\r\nHost: x\r\n\(field)\r\n\r\n")
    #expect(text.hasPrefix("HTTP/1.1 431 Request Header Fields Too Large\r\n"))
  }

  @Test func `fields beyond their common limit get a 431`() async throws {
    let fields = (0..<100).map { "X-\($0): " + String(repeating: "a", count: 1_000) + "\r\n" }
    let text = try await answer(to: "GET / HTTP/1.1\r\nHost: x\r\n\(fields.joined())\r\n")
    #expect(text.hasPrefix("HTTP/1.1 431 Request Header Fields Too Large\r\n"))
  }

  @Test func `a request line beyond the limit is refused`() async throws {
    let path = "/" + String(repeating: "a", count: 500_000)
    let text = try await answer(to: "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(text.hasPrefix("HTTP/1.1 431 "))
  }

  @Test func `a tunnel is refused`() async throws {
    let text = try await answer(to: "CONNECT a.test:443 HTTP/1.1\r\nHost: a.test:443\r\n\r\n")
    #expect(text.hasPrefix("HTTP/1.1 501 Not Implemented\r\n"))
  }

  @Test func `an upgrade is declined by answering`() async throws {
    let text = try await answer(
      to: "GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
        + "HTTP2-Settings: AA\r\n\r\n")
    #expect(
      text == "HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\ntaken 0")
  }

  @Test func `connections beyond the limit get a 503`() async throws {
    let options = LoopbackServer.Options(maximumConnections: 1)
    try await LoopbackServer.run(Fake { _ in .text("ok") }, on: options) { server in
      let first = try RawClient(port: server.port)
      try first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
      _ = try await first.receive(until: "ok")
      let second = try RawClient(port: server.port)
      let (text, ending) = try await second.receiveAll()
      #expect(text.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
      #expect(ending == .closed)
    }
  }

  @Test func `a connection without a request is closed after the idle limit`() async throws {
    let options = LoopbackServer.Options(idleLimit: .milliseconds(50))
    try await LoopbackServer.run(Fake { _ in .text("ok") }, on: options) { server in
      let client = try RawClient(port: server.port)
      #expect(try await client.receiveAll().ending == .closed)
    }
  }
}
