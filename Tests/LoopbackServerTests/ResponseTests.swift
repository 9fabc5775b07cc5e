#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoTime
import RawSockets
import Testing

/// Responses that are not the plain case of ``FramingTests``.
@Suite(.timeLimit(.minutes(5))) struct ResponseTests {
  @Test func `HEAD gets the fields of GET and no body`() async throws {
    let transport = Fake { _ in .text("", [.contentLength: "512", .eTag: "\"e\""]) }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      #expect(
        try await client.receiveAll().text
          == "HTTP/1.1 200 OK\r\nContent-Length: 512\r\nETag: \"e\"\r\nConnection: close\r\n\r\n")
    }
  }

  @Test(arguments: [(204, "No Content"), (304, "Not Modified")])
  func `a status without a body sends none`(_ status: Int, _ reason: String) async throws {
    try await LoopbackServer.run(Fake { _ in .text("surplus", status: status) }) { server in
      let client = try RawClient(port: server.port)
      for _ in 1...2 {
        try client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(
          try await client.receive(until: "\r\n\r\n") == "HTTP/1.1 \(status) \(reason)\r\n\r\n")
      }
    }
  }

  @Test func `the transport's own framing fields are replaced`() async throws {
    let transport = Fake { _ in
      .text(
        "ab", [.contentLength: "7", .transferEncoding: "chunked", .connection: "close"])
    }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(
        try await client.receive(until: "ab")
          == "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab")
    }
  }

  @Test func `an HTTP 1.0 client gets a stream until the close`() async throws {
    let transport = Fake { _ in .stream { $0 < 2 ? .text("chunk \($0);") : nil } }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send("GET / HTTP/1.0\r\n\r\n")
      let (text, ending) = try await client.receiveAll()
      #expect(text == "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nchunk 0;chunk 1;")
      #expect(ending == .closed)
    }
  }

  @Test func `a body is cut at its own length`() async throws {
    let transport = Fake { _ in .stream(length: 5) { $0 == 0 ? .text("0123456789") : nil } }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      for _ in 1...2 {
        try client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(
          try await client.receive(until: "01234")
            == "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n01234")
      }
    }
  }

  @Test func `a slow reader of a large body holds the transport back`() async throws {
    let chunkBytes = 65_536
    let chunkCount = 1_280
    let pulled = Locked(0)
    let transport = Fake { _ in
      .stream(length: chunkBytes * chunkCount) { index in
        guard index < chunkCount else { return nil }
        pulled.withLock { $0 = index + 1 }
        return BodyChunk([UInt8](repeating: UInt8(97 + index % 26), count: chunkBytes))
      }
    }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port, receiveBufferBytes: 65_536)
      try client.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      try await waitUntilStill(pulled)
      // The buffers of both sockets are far below half of the 80 MiB of the whole body.
      #expect(pulled.withLock { $0 } < chunkCount / 2)
      let (text, ending) = try await client.receiveAll()
      #expect(text.utf8.count == chunkBytes * chunkCount + Self.closingHead.utf8.count)
      #expect(ending == .closed)
      #expect(pulled.withLock { $0 } == chunkCount)
    }
  }

  private static let closingHead =
    "HTTP/1.1 200 OK\r\nContent-Length: 83886080\r\nConnection: close\r\n\r\n"

  /// Returns once the count has not changed for a while; it is greater than zero.
  private func waitUntilStill(_ count: Locked<Int>) async throws {
    try await onThread {
      var last = -1
      while last < 1 || last != count.withLock({ $0 }) {
        last = count.withLock { $0 }
        poll(nil, 0, 100)
      }
    }
  }
}
