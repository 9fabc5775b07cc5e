import LoopbackServer
import NemoSimulator
import RawSockets
import SimulatorService
import Testing

/// How streams end on a socket, seen by a client that takes the bytes as they are.
@Suite(.timeLimit(.minutes(1))) struct StreamWireTests {
  private static let call =
    "data: {\"type\":\"tool_call\",\"name\":\"edit_multitrack\",\"args\":"
    + "{\"operation\":\"start_draft\"}}\n\n"
  private static let half = "data: {\"type\":\"tool_result\",\"name\":\"edit_multi"

  private func wire(
    _ fault: String, _ check: @Sendable (RawClient) async throws -> Void
  ) async throws {
    let probe = try MessageProbe(PlannedFault(fault, of: .message))
    try await LoopbackServer.run(probe.service) { server in
      let client = try RawClient(port: server.port)
      try client.send(
        """
        POST /run_sse HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(probe.token)\r\n\
        Content-Length: \(probe.message.utf8.count)\r\nConnection: close\r\n\r\n\(probe.message)
        """)
      try await check(client)
    }
  }

  @Test(arguments: [
    // The chunk's size in hexadecimal, the frame, and then no last chunk.
    ("cut-between-frames", "\r\n\r\n58\r\n\(call)\r\n"),
    ("cut-inside-frame", "\r\n\(call)\r\n2e\r\n\(half)\r\n"),
    ("bad-chunk-size", "\r\n\(call)\r\nno chunk size\r\n"),
    ("silent-close", "\r\n\r\n0\r\n\r\n"),
    ("close-delimited-cut", "\r\n\r\n\(call)\(half)"),
    (
      "split-at-every-byte",
      "1\r\nt\r\n1\r\n.\r\n1\r\n\"\r\n1\r\n}\r\n1\r\n\n\r\n1\r\n\n\r\n0\r\n\r\n"
    ),
    ("json-body", "\r\n\r\n{\"code\":0,\"data\":{}}"),
  ])
  func `the last bytes before the connection closes`(
    _ fault: String, _ suffix: String
  ) async throws {
    try await wire(fault) { client in
      let (text, ending) = try await client.receiveAll()
      #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
      let last = String(decoding: text.utf8.suffix(suffix.utf8.count), as: UTF8.self)
      #expect(last == suffix)
      #expect(ending == .closed)
    }
  }

  @Test func `a body that lasts until the connection closes says nothing of its length`()
    async throws
  {
    try await wire("close-delimited-cut") { client in
      let text = try await client.receiveAll().text.lowercased()
      #expect(!text.contains("transfer-encoding"))
      #expect(!text.contains("content-length"))
    }
  }

  @Test func `a reset is a RST`() async throws {
    try await wire("stream-reset") { client in
      let ending = try await client.receiveAll().ending
      #expect(ending == .reset)
    }
  }

  @Test(arguments: [("stream-stall", call), ("never-closes", "to preview it.\"}\n\n")])
  func `a stall keeps the connection open`(_ fault: String, _ last: String) async throws {
    try await wire(fault) { client in
      _ = try await client.receive(until: "\(last)\r\n")
      let ending = try await client.ending(withinMilliseconds: 50)
      #expect(ending == .stillOpen)
    }
  }
}
