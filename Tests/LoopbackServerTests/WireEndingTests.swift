import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoTime
import RawSockets
import Testing

/// One row of the table in `WireEnding` per case, seen by a client.
@Suite(.timeLimit(.minutes(5))) struct WireEndingTests {
  private static let request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"

  private struct Wild: Error {
    let token = "secret"
  }

  private func wire(
    _ transport: Fake, _ check: (RawClient) async throws -> Void
  ) async throws {
    try await LoopbackServer.run(transport) { server in
      let client = try RawClient(port: server.port)
      try client.send(Self.request)
      try await check(client)
    }
  }

  private func failing(_ code: TransportFailure.Code) -> Fake {
    Fake { _ in throw TransportFailure(code, sent: .possibly) }
  }

  private func failingInside(_ code: TransportFailure.Code, length: Int? = nil) -> Fake {
    Fake { _ in
      .stream(length: length) { index in
        guard index == 0 else { throw TransportFailure(code, sent: .complete) }
        return .text("part")
      }
    }
  }

  private let chunkedPart =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\npart\r\n"
  private let countedPart = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\npart"

  // MARK: Before the head

  @Test(arguments: [TransportFailure.Code.noResponse, .short])
  func `no response: closed without a byte`(_ code: TransportFailure.Code) async throws {
    try await wire(failing(code)) { client in
      let (text, ending) = try await client.receiveAll()
      #expect(text == "")
      #expect(ending == .closed)
    }
  }

  @Test func `reset: RST without a byte`() async throws {
    try await wire(failing(.reset)) { client in
      let (text, ending) = try await client.receiveAll()
      #expect(text == "")
      #expect(ending == .reset)
    }
  }

  @Test func `malformed: bytes that are not HTTP`() async throws {
    try await wire(failing(.malformed)) { client in
      let (text, ending) = try await client.receiveAll()
      #expect(text == "this is not HTTP\r\n\r\n")
      #expect(ending == .closed)
    }
  }

  @Test(arguments: [TransportFailure.Code.idle, .overdue])
  func `idle: silence`(_ code: TransportFailure.Code) async throws {
    try await wire(failing(code)) { client in
      let ending = try await client.ending(withinMilliseconds: 100)
      #expect(ending == .stillOpen)
    }
  }

  @Test func `another failure: 502 that names its code`() async throws {
    try await wire(failing(.unreachable)) { client in
      let (text, ending) = try await client.receiveAll()
      #expect(
        text == """
          HTTP/1.1 502 Bad Gateway\r
          Content-Type: application/json\r
          Content-Length: 64\r
          Connection: close\r
          \r
          {"error":"What answers behind this server failed: unreachable."}
          """)
      #expect(ending == .closed)
    }
  }

  @Test func `an unknown error: 502 without what is in it`() async throws {
    try await wire(Fake { _ in throw Wild() }) { client in
      let (text, _) = try await client.receiveAll()
      #expect(text.hasPrefix("HTTP/1.1 502 Bad Gateway\r\n"))
      #expect(!text.contains("secret"))
    }
  }

  // MARK: Inside the body

  @Test(arguments: [TransportFailure.Code.short, .noResponse, .undecodable])
  func `short: closed without the last chunk`(_ code: TransportFailure.Code) async throws {
    try await wire(failingInside(code)) { client in
      let (text, ending) = try await client.receiveAll()
      #expect(text == chunkedPart)
      #expect(ending == .closed)
    }
  }

  @Test func `short: closed before the length is reached`() async throws {
    try await wire(failingInside(.short, length: 9)) { client in
      let (text, ending) = try await client.receiveAll()
      #expect(text == countedPart)
      #expect(ending == .closed)
    }
  }

  @Test func `a body that ends before its length closes the connection`() async throws {
    let transport = Fake { _ in .stream(length: 9) { $0 == 0 ? .text("part") : nil } }
    try await wire(transport) { client in
      let (text, ending) = try await client.receiveAll()
      #expect(text == countedPart)
      #expect(ending == .closed)
    }
  }

  @Test(arguments: [nil, 9]) func `reset inside: RST after the bytes`(_ length: Int?)
    async throws
  {
    try await wire(failingInside(.reset, length: length)) { client in
      let (text, ending) = try await client.receiveAll()
      #expect(text == (length == nil ? chunkedPart : countedPart))
      #expect(ending == .reset)
    }
  }

  @Test func `malformed inside: a chunk size that is none`() async throws {
    try await wire(failingInside(.malformed)) { client in
      let (text, ending) = try await client.receiveAll()
      #expect(text == chunkedPart + "no chunk size\r\n")
      #expect(ending == .closed)
    }
  }

  @Test(arguments: [TransportFailure.Code.idle, .overdue])
  func `idle inside: silence after the bytes`(_ code: TransportFailure.Code) async throws {
    try await wire(failingInside(code)) { client in
      let text = try await client.receive(until: "part\r\n")
      #expect(text == chunkedPart)
      let ending = try await client.ending(withinMilliseconds: 100)
      #expect(ending == .stillOpen)
    }
  }
}
