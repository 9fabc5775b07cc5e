import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoTime
import RawSockets
import Testing

/// What two readers might understand differently is refused, and nothing behind it is taken for a
/// request (RFC 9112 sections 6 and 11.2).
@Suite(.timeLimit(.minutes(2))) struct FramingTests {
  private static let start = "POST / HTTP/1.1\r\nHost: x\r\n"
  private static let smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
  private static let zeroes = String(repeating: "0", count: 1 << 20)

  static let refused: [(name: String, bytes: String)] = [
    (
      "a length and chunks",
      start + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    (
      "chunks and a length",
      start + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"
    ),
    ("two lengths", start + "Content-Length: 0\r\nContent-Length: 40\r\n\r\n"),
    ("a list of lengths", start + "Content-Length: 0, 40\r\n\r\n"),
    ("a negative length", start + "Content-Length: -1\r\n\r\n"),
    ("a length with a sign", start + "Content-Length: +0\r\n\r\n"),
    ("a length in hexadecimal", start + "Content-Length: 0x10\r\n\r\n"),
    ("a length with an exponent", start + "Content-Length: 1e1\r\n\r\n"),
    ("a length beyond 64 bits", start + "Content-Length: 18446744073709551616\r\n\r\n"),
    ("a length that wraps to 0", start + "Content-Length: 99999999999999999999\r\n\r\n"),
    ("identity after chunked", start + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"),
    ("gzip and chunked", start + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
    (
      "two codings",
      start + "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    ),
    ("chunked twice", start + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"),
    ("an unknown coding", start + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
    ("a blank before the colon", start + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"),
    ("a folded line", start + "X-A: b\r\n c\r\n\r\n"),
    ("a folded coding", start + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
    ("a field without a name", start + ": chunked\r\n\r\n"),
    ("a NUL in a field", start + "X-A: b\u{0}c\r\n\r\n"),
    ("a carriage return in a field", start + "X-A: b\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
    ("two hosts", start + "Host: y\r\n\r\n"),
    ("a negative chunk", start + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n0\r\n\r\n"),
    ("a chunk beyond 64 bits", start + "Transfer-Encoding: chunked\r\n\r\n1ffffffffffffffff\r\n"),
    ("a chunk with a sign", start + "Transfer-Encoding: chunked\r\n\r\n+0\r\n\r\n"),
    ("a chunk in 0x", start + "Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n"),
    ("a chunk longer than told", start + "Transfer-Encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n"),
    ("a version of the future", "GET / HTTP/2.0\r\nHost: x\r\n\r\n"),
    ("HTTP/2 by prior knowledge", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
    ("no version", "GET /\r\n\r\n"),
    ("a field of 1 MB", start + "X-A: " + zeroes + "\r\n\r\n"),
    ("a name of 1 MB", start + zeroes + ": a\r\n\r\n"),
    ("a request line of 1 MB", "GET /" + zeroes + " HTTP/1.1\r\nHost: x\r\n\r\n"),
    ("a method of 1 MB", zeroes + " / HTTP/1.1\r\nHost: x\r\n\r\n"),
    (
      "10,000 fields",
      start + (0..<10_000).map { "X-\($0): a\r\n" }.joined() + "\r\n"
    ),
  ]

  @Test(arguments: refused.indices) func `an ambiguous or oversized request is refused`(
    _ index: Int
  ) async throws {
    let (name, bytes) = Self.refused[index]
    let (text, paths) = try await exchange(bytes + Self.smuggled)
    #expect(text.hasPrefix("HTTP/1.1 4") || text.hasPrefix("HTTP/1.1 5"), "\(name): \(text)")
    #expect(!paths.contains("/smuggled"), "\(name)")
    if name.contains("1 MB") || name.contains("10,000"), !name.hasPrefix("a method") {
      #expect(text.hasPrefix("HTTP/1.1 431 "), "\(name): \(text)")
    }
  }

  @Test(arguments: [
    "Transfer-Encoding: chunked\r\n\r\n3;a=b;c=\"d\"\r\nabc\r\n0;e\r\n\r\n",
    "Transfer-Encoding: Chunked\r\n\r\n003\r\nabc\r\n000\r\nX-Trailer: a\r\n\r\n",
    "Content-Length: 3\r\n\r\nabc",
    "Content-Length:3\r\nX-Empty:\r\n\r\nabc",
  ])
  func `an unusual but right request is understood`(_ rest: String) async throws {
    let (text, paths) = try await exchange(
      Self.start + rest + "GET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"))
    #expect(paths == ["/", "/next"])
  }

  /// A body whose framing is refused is not handed on as if it were whole.
  @Test(arguments: ["zz\r\n", "3\r\nabcd\r\n0\r\n\r\n", "3\r\nabc\r\n-1\r\n"])
  func `a body that breaks off is never whole`(_ chunks: String) async throws {
    let (text, _) = try await exchange(Self.start + "Transfer-Encoding: chunked\r\n\r\n" + chunks)
    #expect(text.hasPrefix("HTTP/1.1 400 "), "\(text)")
  }

  /// What comes back on one connection, and which paths were asked for.
  private func exchange(_ bytes: String) async throws -> (text: String, paths: [String]) {
    let paths = Locked<[String]>([])
    let echo = Echo { path in paths.withLock { $0.append(path) } }
    let text = try await LoopbackServer.run(echo) { server in
      let client = try RawClient(port: server.port)
      try await onThread { try? client.send(bytes) }
      return try await client.receiveAll().text
    }
    return (text, paths.withLock { $0 })
  }
}

/// Sends bodies back, and tells of paths.
struct Echo: HTTPTransport {
  var onPath: @Sendable (String) -> Void

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    onPath(request.head.path ?? "")
    let body = try await request.body.collect(upTo: 1 << 20)
    return TransportResponse(head: HTTPResponse(status: .ok), body: HTTPBody(body))
  }
}
