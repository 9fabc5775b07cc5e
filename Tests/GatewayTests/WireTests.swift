import HTTPTypes
import LoopbackServer
import NemoCassette
import NemoHTTP
import NemoTime
import RawSockets
import Testing

/// What a client sees on its socket, byte by byte.
@Suite(.timeLimit(.minutes(5))) struct WireTests {
  private static let get = "GET /s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"

  /// Each event leaves the backend only after the client has the one before: a delay would be
  /// a wait for ever.
  @Test func `events pass the proxy without delay`() async throws {
    let gates = [Gate(), Gate(), Gate()]
    let chunks = [
      "data: 1\n\n", "data: 2 h\n\n", "data: {\"u\":\"http://127.0", ".0.1:9/x\"}\n\n",
    ]
    let backend = Script { _ in
      .events(chunks) { index in if index > 0 { await gates[index - 1].wait() } }
    }
    try await LoopbackServer.run(backend) { backend in
      let tape = try await Deck().record(upstream: backend.url) { proxy in
        // A test that fails shall end all the same.
        defer { for gate in gates { gate.open() } }
        let client = try RawClient(port: proxy.port)
        try client.send(Self.get.replacing("127.0.0.1", with: "127.0.0.1:\(proxy.port)"))
        _ = try await client.receive(until: "data: 1\n\n\r\n")
        gates[0].open()
        #expect(try await client.receive(until: "\n\n\r\n") == "b\r\ndata: 2 h\n\n\r\n")
        gates[1].open()
        // All but what may become another URL.
        #expect(try await client.receive(until: "\"\r\n") == "c\r\ndata: {\"u\":\"\r\n")
        gates[2].open()
        let own = "http://127.0.0.1:\(proxy.port)/__host/http/127.0.0.1:9"
        let size = String(own.utf8.count, radix: 16)
        #expect(
          try await client.receiveAll().text
            == "\(size)\r\n\(own)\r\n6\r\n/x\"}\n\n\r\n0\r\n\r\n")
      }
      // The tape has the backend's own cuts and bytes.
      let response = try #require(tape.exchanges.first?.response)
      #expect(response.cuts.map { $0.length } == chunks.map { $0.utf8.count })
      #expect(response.body == .bytes(Array(chunks.joined().utf8)))
    }
  }

  /// Cuts in the middle of events, of a character, and behind what may begin a URL.
  private static let pieces: [[UInt8]] = [
    Array("data: oh".utf8), Array("ttp h".utf8), Array("t".utf8), Array("tp ".utf8) + [0xe5, 0xb7],
    [0xb2], Array("\n\nda".utf8), Array("ta:\n\n".utf8),
  ]

  private static func tape(_ pieces: [[UInt8]]) -> Tape {
    Tape(
      header: .init(
        origin: .handwritten, backend: "http://api.test", recorded: VirtualTime.defaultOrigin),
      exchanges: [
        Exchange(
          id: "s-1", request: .init(method: "GET", url: "http://api.test/s"),
          response: .init(
            status: 200, headers: [HeaderPair("Content-Type", "text/event-stream")],
            body: .bytes(pieces.flatMap { $0 }),
            cuts: pieces.map { .init(length: $0.count, at: .zero) }),
          end: ExchangeEnd(.closed))
      ])
  }

  private func play(_ pieces: [[UInt8]]) async throws -> (text: String, port: Int) {
    let replayer = Replayer(Self.tape(pieces), name: "wire", time: RealTime())
    let gateway = try Gateway(to: replayer, upstream: replayer.backendURL, for: .replaying)
    return try await LoopbackServer.run(gateway) { server in
      let client = try RawClient(port: server.port)
      try client.send(Self.get.replacing("127.0.0.1", with: "127.0.0.1:\(server.port)"))
      return (try await client.receiveAll().text, server.port)
    }
  }

  private static let head =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
    + "Connection: close\r\n\r\n"

  @Test func `the replay server's chunks are the cuts of the tape`() async throws {
    let (text, _) = try await play(Self.pieces)
    let chunks = "8\r\ndata: oh\r\n5\r\nttp h\r\n1\r\nt\r\n5\r\ntp "
    // Each half of the character reads as a replacement character in the text of a test.
    #expect(text.hasPrefix(Self.head + chunks))
    #expect(text.hasSuffix("\r\n4\r\n\n\nda\r\n5\r\nta:\n\n\r\n0\r\n\r\n"))
    let sizes = text.dropFirst(Self.head.count).split(separator: "\r\n").enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }
    #expect(sizes == ["8", "5", "1", "5", "1", "4", "5", "0"])
  }

  @Test func `a cut inside of a URL moves to the end of what is replaced`() async throws {
    let (text, port) = try await play([
      Array("data: http://ap".utf8), Array("i.test/x\n\n".utf8), Array("data: 2\n\n".utf8),
    ])
    let first = "data: http://127.0.0.1:\(port)"
    #expect(
      text == Self.head + "\(String(first.utf8.count, radix: 16))\r\n\(first)\r\n"
        + "4\r\n/x\n\n\r\n9\r\ndata: 2\n\n\r\n0\r\n\r\n")
  }

  @Test func `HEAD gets a head, and a name of another machine nothing`() async throws {
    let backend = Script { _ in .bytes(Array("0123456789".utf8), "video/mp4") }
    try await LoopbackServer.run(backend) { backend in
      _ = try await Deck().record(upstream: backend.url) { proxy in
        let client = try RawClient(port: proxy.port)
        try client.send("HEAD /v HTTP/1.1\r\nHost: localhost:\(proxy.port)\r\n\r\n")
        let head = try await client.receive(until: "\r\n\r\n")
        #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n"))
        try client.send("GET /v HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n")
        #expect(try await client.receiveAll().text.hasPrefix("HTTP/1.1 421 "))
      }
    }
  }
}
