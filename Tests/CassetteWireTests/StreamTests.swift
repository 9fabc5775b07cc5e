import CurlTransport
import HTTPTypes
import LoopbackServer
import NemoCassette
import NemoHTTP
import NemoTime
import RawSockets
import Testing

/// A stream as it came over a real socket, and as it is played.
@Suite(.timeLimit(.minutes(5))) struct StreamTests {
  /// Five events in five chunks, cut in the middle of 剪, of an event, of 了 and of a CRLF.
  private static let chunks: [[UInt8]] = [
    Array("data: {\"type\":\"text\",\"content\":\"".utf8) + [0xe5],
    [0x89, 0xaa] + Array("\"}\n\ndata: {\"type\":\"heart".utf8),
    Array("beat\"}\n\ndata: {\"type\":\"text\",\"content\":\"好".utf8) + [0xe4, 0xba],
    [0x86] + Array("\"}\r\n\r".utf8),
    Array("\ndata:\n\ndata: {\"type\":\"done\"}\n\n".utf8),
  ]
  private static let lengths = [33, 26, 45, 6, 31]

  /// A server that sends the chunks with a pause before each but the first.
  private static func server(pauseMilliseconds: UInt32) -> RawServer {
    RawServer { connection, _ in
      connection.readRequest()
      connection.write(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
      for (index, chunk) in chunks.enumerated() {
        if index > 0, pauseMilliseconds > 0 { connection.pause(milliseconds: pauseMilliseconds) }
        connection.write("\(String(chunk.count, radix: 16))\r\n")
        connection.write(chunk + Array("\r\n".utf8))
      }
      connection.write("0\r\n\r\n")
    }
  }

  private static func record(pauseMilliseconds: UInt32, into path: String) async throws -> Tape {
    let server = server(pauseMilliseconds: pauseMilliseconds)
    let recorder = try Recorder(
      wrapping: CurlTransport.direct(), into: path, origin: .handwritten,
      backend: "http://" + server.authority, time: RealTime())
    let live = try await recorder.see(.post(to: server.authority))
    #expect(live.bytes == chunks.flatMap { $0 })
    return try recorder.finish()
  }

  private static func authority(of tape: Tape) -> String {
    String(tape.header.backend.dropFirst("http://".count))
  }

  @Test func `pacing: five events 200 ms apart are recorded and played 200 ms apart`()
    async throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path + "/paced.cassette"
    let tape = try await Self.record(pauseMilliseconds: 200, into: path)
    let cuts = tape.exchanges.first?.response?.cuts ?? []
    #expect(cuts.map { $0.length } == Self.lengths)
    for (index, cut) in cuts.enumerated() { #expect(cut.at >= .milliseconds(200 * index)) }

    let time = RealTime()
    let replayer = try Replayer(contentsOf: path, time: time, pace: .recorded)
    let start = time.now
    let response = try await replayer.send(.post(to: Self.authority(of: tape)))
    var rest = zip(Self.chunks, cuts).makeIterator()
    for try await chunk in response.body {
      let next = rest.next()
      let (bytes, cut) = try #require(next)
      #expect(chunk.bytes == bytes)
      #expect(start.duration(to: time.now) >= cut.at)
    }
    let more = rest.next()
    #expect(more == nil)
  }

  @Test func `in virtual time the cuts and times are the recorded ones, and nothing sleeps`()
    async throws
  {
    let folder = try TemporaryFolder()
    let path = folder.path + "/hour.cassette"
    var tape = try await Self.record(pauseMilliseconds: 0, into: path)
    // An hour between two chunks: a real sleep would show.
    let cuts = Self.lengths.enumerated().map { index, length in
      Exchange.Cut(length: length, at: .seconds(3_600 * index) + .microseconds(index))
    }
    tape.exchanges[0].response?.at = .zero
    tape.exchanges[0].response?.cuts = cuts
    tape.exchanges[0].end.at = .seconds(20_000)
    // Elsewhere: in its own place an unchanged tape keeps its timing.
    let slow = folder.path + "/slow.cassette"
    try Cassette(path: slow).write(tape)
    let authority = Self.authority(of: tape)
    try await VirtualTime.run { time in
      let replayer = try Replayer(contentsOf: slow, time: time, pace: .recorded)
      let response = try await replayer.send(.post(to: authority))
      var seen: [Exchange.Cut] = []
      for try await chunk in response.body {
        #expect(chunk.deliveries == [.init(at: time.now, length: chunk.bytes.count)])
        seen.append(.init(length: chunk.bytes.count, at: time.now.sinceOrigin))
      }
      #expect(seen == cuts)
      #expect(time.now.sinceOrigin == .seconds(20_000))
    }
  }

  @Test func `on a raw socket the chunks are the tape's cuts, one by one`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/raw.cassette"
    let tape = try await Self.record(pauseMilliseconds: 0, into: path)
    for seed in [nil, 0, 1, 5, 6, 7] as [UInt64?] {
      let played = seed.map { tape.rechunked(seed: $0) } ?? tape
      let replayer = Replayer(played, name: "raw", time: RealTime())
      let transport = AtBackend(Self.authority(of: tape), replayer)
      let chunks = try await LoopbackServer.run(transport) { server in
        let client = try RawClient(port: server.port)
        try client.send(
          "POST /run_sse HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")
        let (bytes, ending) = try await client.receiveBytes()
        #expect(ending == .closed)
        return try #require(Self.chunks(onWire: bytes))
      }
      let cuts = played.exchanges[0].response?.cuts ?? []
      #expect(chunks.map { $0.count } == cuts.map { $0.length })
      if seed == nil { #expect(chunks == Self.chunks) }
      #expect(chunks.flatMap { $0 } == Self.chunks.flatMap { $0 })
    }
  }

  /// The chunks of a chunked body, RFC 9112 section 7.1; nil when the framing is broken.
  private static func chunks(onWire bytes: [UInt8]) -> [[UInt8]]? {
    let lineEnd = Array("\r\n".utf8)
    var rest = bytes[...]
    func line() -> ArraySlice<UInt8>? {
      guard let end = rest.indices.first(where: { rest[$0...].starts(with: lineEnd) }) else {
        return nil
      }
      defer { rest = rest[(end + 2)...] }
      return rest[..<end]
    }
    while let header = line(), !header.isEmpty {}
    var chunks: [[UInt8]] = []
    while let size = line().flatMap({ Int(String(decoding: $0, as: UTF8.self), radix: 16) }) {
      guard rest.count >= size + 2 else { return nil }
      if size == 0 { return rest.elementsEqual(lineEnd) ? chunks : nil }
      chunks.append(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
      guard rest.starts(with: lineEnd) else { return nil }
      rest = rest.dropFirst(2)
    }
    return nil
  }
}
