import HTTPTypes
import NemoCassette
import NemoClient
import NemoHTTP
import NemoTime
import Testing

/// One recorded answer to a message as a family of tests of the decoder.
struct DecodingTests {
  private static let stream =
    ": hello\r\n\r\n"
    + "data: {\"type\":\"text\",\"content\":\"剪好了 ✂️\"}\n\n"
    + "event: ping\r\ndata: {}\r\n\r\n"
    + "data: {\"author\":\"agent\",\"content\":{\"parts\":[{\"text\":\"Zwei\\n\"},\r\n"
    + "data:  {\"functionCall\":{\"name\":\"cut\",\"id\":\"7\"}}]}}\r\r"
    + "data: heartbeat\n\ndata: plain 😀 words\n\ndata: [DONE]\n\n"

  private static let backend = "https://backend.invalid"

  private static var tape: Tape {
    let bytes = Array(stream.utf8)
    let exchange = Exchange(
      id: "run_sse-1", request: .init(method: "POST", url: backend + "/run_sse"),
      response: .init(
        status: 200, headers: [HeaderPair("Content-Type", "text/event-stream")],
        body: .bytes(bytes), cuts: [.init(length: bytes.count, at: .zero)]),
      end: ExchangeEnd(.closed))
    return Tape(
      header: .init(origin: .handwritten, backend: backend, recorded: .init(sinceEpoch: .zero)),
      exchanges: [exchange])
  }

  /// The agent's events that a client decodes, and how the stream ended.
  private static func decode(
    _ replayer: Replayer
  ) async throws -> (events: [AgentEvent], failure: TransportFailure?, chunks: Int) {
    let response = try await replayer.send(
      TransportRequest(
        head: HTTPRequest(
          method: .post, scheme: "https", authority: "backend.invalid", path: "/run_sse")))
    var decoder = AgentStream(status: 200, contentType: "text/event-stream")
    var events: [AgentEvent] = []
    var chunks = 0
    do {
      for try await chunk in response.body {
        events += decoder.receive(chunk.bytes)
        chunks += 1
      }
      return (events + decoder.finish(), nil, chunks)
    } catch let failure as TransportFailure {
      return (events, failure, chunks)
    }
  }

  private static let events: [AgentEvent] = [
    .heartbeat, .text("剪好了 ✂️"), .heartbeat, .text("Zwei\n"), .toolCall(name: "cut", id: "7"),
    .heartbeat, .text("plain 😀 words"), .done,
  ]

  @Test func `a stream means the same however it is cut, over 300 seeds`() async throws {
    var chunks: Set<Int> = []
    for seed in UInt64(0)..<300 {
      let replayer = Replayer(Self.tape, name: "quick", time: RealTime(), rechunk: seed)
      let decoded = try await Self.decode(replayer)
      #expect(decoded.events == Self.events, "seed \(seed)")
      #expect(decoded.failure == nil, "seed \(seed)")
      chunks.insert(decoded.chunks)
    }
    #expect(chunks.contains(1) && chunks.contains(Self.stream.utf8.count))
  }

  @Test func `a stream that is cut at any byte gives a beginning of its events, and fails`()
    async throws
  {
    var counts: [Int] = []
    for byte in 0...Self.stream.utf8.count {
      let tape = try Self.tape.cut("run_sse-1", atByte: byte, ending: .reset)
      let replayer = Replayer(tape, name: "quick", time: RealTime(), rechunk: UInt64(byte))
      let decoded = try await Self.decode(replayer)
      #expect(Self.events.starts(with: decoded.events), "byte \(byte)")
      #expect(
        decoded.failure == TransportFailure(.reset, sent: .complete, receivedBytes: byte),
        "byte \(byte)")
      counts.append(decoded.events.count)
    }
    #expect(counts == counts.sorted())
    #expect(counts.last == Self.events.count)
  }
}
