import NemoTime
import Testing

@testable import NemoClient

@Suite struct EventStreamDecoderTests {
  private func event(_ data: String, _ name: String = "", id: String? = nil) -> EventStreamItem {
    .event(ServerSentEvent(event: name, data: data, id: id))
  }

  private func decode(_ pieces: [[UInt8]], limitBytes: Int = 1 << 20) -> [EventStreamItem] {
    var decoder = EventStreamDecoder(limitBytes: limitBytes)
    return pieces.flatMap { decoder.receive($0) } + decoder.finish()
  }

  private func decode(_ text: String) -> [EventStreamItem] { decode([Array(text.utf8)]) }

  /// A stream with everything in it.
  private static let sample =
    "\u{FEFF}data: one\r\n\r\n: comment\rdata:two\rdata:  three\n\nevent: tool\ndata\nid: 7\nretry: 5\n\n"
    + "data: 中文😀é\r\n\n:\nnonsense: x\nDATA: y\ndata:\n\nevent: heartbeat\n\nid: 9\n\ndata: a:b: c\r\r"
    + "data: last"

  private static let expected: [EventStreamItem] = [
    .event(ServerSentEvent(data: "one")), .comment,
    .event(ServerSentEvent(data: "two\n three")),
    .event(ServerSentEvent(event: "tool", data: "", id: "7")),
    .event(ServerSentEvent(data: "中文😀é", id: "7")), .comment,
    .event(ServerSentEvent(data: "", id: "7")),
    .event(ServerSentEvent(event: "heartbeat", data: "", id: "7")),
    .event(ServerSentEvent(data: "a:b: c", id: "9")),
    .event(ServerSentEvent(data: "last", id: "9")),
  ]

  @Test func `a stream in one piece gives its events`() {
    #expect(decode(Self.sample) == Self.expected)
  }

  @Test func `a stream fed byte by byte gives the same events`() {
    #expect(decode(Array(Self.sample.utf8).map { [$0] }) == Self.expected)
  }

  @Test func `a stream cut in two anywhere gives the same events`() {
    let bytes = Array(Self.sample.utf8)
    for cut in 0...bytes.count {
      #expect(decode([Array(bytes[..<cut]), [], Array(bytes[cut...])]) == Self.expected, "\(cut)")
    }
  }

  @Test func `a carriage return ends a line at once`() {
    var decoder = EventStreamDecoder()
    #expect(decoder.receive(Array("data: x\r\r".utf8)) == [event("x")])
    #expect(decoder.receive(Array("\ndata: y\r\n\r".utf8)) == [event("y")])
    #expect(decoder.receive(Array("\n".utf8)) == [])
  }

  @Test func `a mark counts only once and only at the start`() {
    #expect(decode("\u{FEFF}\u{FEFF}data: x\n\ndata: y\n\n") == [event("y")])
    #expect(decode("data: x\n\n\u{FEFF}data: y\n\n") == [event("x")])
  }

  @Test func `an id with a zero byte is ignored and broken UTF-8 repaired`() {
    #expect(
      decode([Array("id: a\u{0}b\ndata: ".utf8) + [0xFF, 0xC3] + Array("\n\n".utf8)])
        == [event("\u{FFFD}\u{FFFD}")])
  }

  @Test func `an event that is too long is dropped and counted, and the next one comes`() {
    let long = Array(("data: " + String(repeating: "x", count: 200) + "\n").utf8)
    let many = Array(String(repeating: "data: 0123456789\n", count: 20).utf8)
    let next = Array("\n\ndata: y\n\n".utf8)
    for bytes in [long + next, many + next] {
      for size in [1, 7, bytes.count] {
        var decoder = EventStreamDecoder(limitBytes: 100)
        var items: [EventStreamItem] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
          items += decoder.receive(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        #expect(items == [event("y")])
        #expect(decoder.droppedEvents == 1)
      }
    }
  }

  @Test func `a line that never ends takes no memory beyond the limit`() {
    var decoder = EventStreamDecoder(limitBytes: 1_000)
    for _ in 0..<100 { #expect(decoder.receive([UInt8](repeating: 0x61, count: 900)) == []) }
    #expect(decoder.finish() == [])
    #expect(decoder.droppedEvents == 1)
  }

  @Test func `a line of ten megabytes comes through`() {
    let text = String(repeating: "0123456789", count: 1_000_000)
    var decoder = EventStreamDecoder()
    #expect(decoder.receive(Array("data: \(text)\n\n".utf8)) == [event(text)])
  }

  @Test func `mutated streams never trap and do not depend on the cuts`() {
    var random = SeededGenerator(seed: 41, stream: "sse")
    let seed = Array(Self.sample.utf8)
    for round in 0..<3_000 {
      let bytes = Mutation.mutate(seed, with: &random)
      let whole = decode([bytes], limitBytes: 64)
      let cut = Int(random.next() % UInt64(bytes.count + 1))
      let pieces = [Array(bytes[..<cut]), Array(bytes[cut...])]
      #expect(decode(pieces, limitBytes: 64) == whole, "round \(round)")
    }
  }
}
