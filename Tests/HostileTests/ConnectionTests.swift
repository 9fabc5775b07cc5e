import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoTime
import RawSockets
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Clients that use their connections oddly.
@Suite(.timeLimit(.minutes(2))) struct ConnectionTests {
  @Test func `a thousand requests sent at once are answered in their order`() async throws {
    let seen = Locked<[String]>([])
    let echo = Echo { path in seen.withLock { $0.append(path) } }
    let text = try await LoopbackServer.run(echo) { server in
      let client = try RawClient(port: server.port)
      let requests = (0..<1_000).map { index in
        let body = "\(index);"
        return "POST /\(index) HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n"
          + (index == 999 ? "Connection: close\r\n" : "") + "\r\n\(body)"
      }
      try await onThread { try client.send(requests.joined()) }
      return try await client.receiveAll().text
    }
    #expect(seen.withLock { $0 } == (0..<1_000).map { "/\($0)" })
    let bodies = text.split(separator: "HTTP/1.1 200 OK\r\n").map { answer in
      answer.split(separator: "\r\n\r\n").last.map(String.init) ?? ""
    }
    #expect(bodies == (0..<1_000).map { "\($0);" })
  }

  /// With NIO a client that has closed its side has left.
  @Test func `a client that closes its side is answered or closed`() async throws {
    try await Backend.run { backend in
      for _ in 0..<20 {
        let client = try RawClient(port: backend.port)
        try client.send("GET /__sim/v1/health HTTP/1.1\r\nHost: x\r\n\r\n")
        _ = shutdown(client.descriptor, Int32(SHUT_WR))
        let (text, _) = try await client.receiveAll()
        #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      }
      let early = try RawClient(port: backend.port)
      try early.send("POST /run_sse HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
      _ = shutdown(early.descriptor, Int32(SHUT_WR))
      let (text, _) = try await early.receiveAll()
      #expect(!text.hasPrefix("HTTP/1.1 200"))
    }
  }

  @Test func `a stream that nobody reads waits, and ends with its client`() async throws {
    let endless = Endless()
    try await LoopbackServer.run(endless) { server in
      let client = try RawClient(port: server.port, receiveBufferBytes: 4_096)
      try client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
      await endless.begun.wait()
      // Other clients are served meanwhile; the unread stream fills its buffers and waits.
      for _ in 0..<20 {
        let other = try RawClient(port: server.port)
        try other.send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        _ = try await other.receiveAll()
      }
      client.close()
      await endless.ended.wait()
    }
    // What the sockets of both sides hold, the server's own buffer, and a piece on its way.
    #expect(endless.producedBytes < 16 << 20)
  }

  @Test func `connections that come and go at once leave the server alive`() async throws {
    try await Backend.run { backend in
      for index in 0..<300 {
        let client = try RawClient(port: backend.port)
        if index % 3 == 1 { try client.send("GET / HT") }
        if index % 3 == 2 { try client.send("GET /__sim/v1/health HTTP/1.1\r\nHost: x\r\n\r\n") }
        client.close()
      }
    }
  }
}

/// Answers with a body that never ends.
final class Endless: HTTPTransport {
  let begun = Gate()
  let ended = Gate()
  private let produced = Locked(0)

  var producedBytes: Int { produced.withLock { $0 } }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    guard request.head.method == .get else {
      return TransportResponse(head: HTTPResponse(status: .ok), body: .empty)
    }
    let piece = BodyChunk([UInt8](repeating: 7, count: 64 << 10))
    let last = AtEnd { [ended] in ended.open() }
    let body = HTTPBody(
      length: nil,
      once: { [produced, begun] in
        _ = last
        try Task.checkCancellation()
        produced.withLock { $0 += piece.bytes.count }
        begun.open()
        return piece
      })
    return TransportResponse(head: HTTPResponse(status: .ok), body: body)
  }
}

/// Tells when nobody holds it any more.
private final class AtEnd: Sendable {
  private let tell: @Sendable () -> Void
  init(_ tell: @escaping @Sendable () -> Void) { self.tell = tell }
  deinit { tell() }
}
