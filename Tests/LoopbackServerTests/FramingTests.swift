import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoTime
import RawSockets
import Testing

/// Bytes on the wire; RFC 9112 sections 6 and 7.
@Suite(.timeLimit(.minutes(5))) struct FramingTests {
  @Test func `a body of known length is counted and the connection stays open`() async throws {
    try await LoopbackServer.run(Fake { _ in .text("hello") }) { server in
      let client = try RawClient(port: server.port)
      try client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(
        try await client.receive(until: "hello")
          == "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
      try client.send("GET /b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      let (text, ending) = try await client.receiveAll()
      #expect(
        text == "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello")
      #expect(ending == .closed)
    }
  }

  @Test func `every delivery of a stream is one HTTP chunk`() async throws {
    let transport = Fake { _ in
      .stream { index in
        switch index {
        case 0: .text("data: 1\n\n")
        case 1:
          BodyChunk(Array("abcdefghij".utf8), deliveries: [.init(length: 4), .init(length: 6)])
        default: nil
        }
      }
    }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(
        try await client.receive(until: "0\r\n\r\n")
          == "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "9\r\ndata: 1\n\n\r\n4\r\nabcd\r\n6\r\nefghij\r\n0\r\n\r\n")
    }
  }

  @Test func `pipelined requests are answered in order`() async throws {
    let transport = Fake { request in .text(request.head.path ?? "") }
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send(
        "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nPOST /2 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
          + "GET /3 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
      let (text, _) = try await client.receiveAll()
      #expect(
        text == "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n/1"
          + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n/2"
          + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n/3")
    }
  }
}
