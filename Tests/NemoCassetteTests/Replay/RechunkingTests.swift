import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// One tape as many: the same answers in other chunks, or ended early.
struct RechunkingTests {
  private static let text = "data: 剪\r\n\r\ndata: two\n\n: keep\n\ndata: 😀"

  private static var tape: Tape {
    var tape = Tape.of([Recorded("GET", "/stream", answer: text), Recorded("GET", "/empty")])
    tape.exchanges[0].response?.cuts = [
      .init(length: 9, at: .milliseconds(10)), .init(length: 20, at: .milliseconds(20)),
      .init(length: text.utf8.count - 29, at: .milliseconds(30)),
    ]
    tape.exchanges[0].end = ExchangeEnd(.reset, detail: "as recorded", at: .milliseconds(40))
    return tape
  }

  @Test func `every seed gives the same bytes and ends, and its own cuts`() {
    var kinds: Set<[Int]> = []
    for seed in UInt64(0)..<300 {
      var tape = Self.tape.rechunked(seed: seed)
      let cuts = tape.exchanges[0].response?.cuts ?? []
      #expect(cuts.reduce(0) { $0 + $1.length } == Self.text.utf8.count, "seed \(seed)")
      #expect(cuts.allSatisfy { $0.length > 0 }, "seed \(seed)")
      #expect(tape == Self.tape.rechunked(seed: seed), "seed \(seed)")
      // A chunk comes when its last byte did.
      var end = 0
      for cut in cuts {
        end += cut.length
        let at = end <= 9 ? 10 : end <= 29 ? 20 : 30
        #expect(cut.at == .milliseconds(at), "seed \(seed)")
      }
      kinds.insert(cuts.map { $0.length })
      tape.exchanges[0].response?.cuts = Self.tape.exchanges[0].response?.cuts ?? []
      #expect(tape == Self.tape, "seed \(seed)")
    }
    #expect(kinds.count > 100)
    #expect(kinds.contains(Array(repeating: 1, count: Self.text.utf8.count)))
    #expect(kinds.contains([Self.text.utf8.count]))
  }

  @Test func `a large body gets a bounded number of chunks`() {
    var tape = Tape.of([Recorded("GET", "/file")])
    tape.exchanges[0].response?.body = .omitted(sha256: "", sizeBytes: 1 << 30)
    tape.exchanges[0].response?.cuts = [.init(length: 1 << 30, at: .zero)]
    for seed in UInt64(0)..<20 {
      let cuts = tape.rechunked(seed: seed).exchanges[0].response?.cuts ?? []
      #expect(cuts.count <= 1 << 16)
      #expect(cuts.reduce(0) { $0 + $1.length } == 1 << 30)
    }
  }

  @Test func `a replayer plays the tape rechunked`() async throws {
    for seed in [UInt64(0), 1, 77] {
      let replayer = Replayer(Self.tape, name: "quick", time: RealTime(), rechunk: seed)
      let seen = try await replayer.see("GET", "/stream")
      let cuts = Self.tape.rechunked(seed: seed).exchanges[0].response?.cuts ?? []
      #expect(seen.chunks.map { $0.count } == cuts.map { $0.length })
      #expect(seen.text == Self.text)
      #expect(seen.failure?.detail == "as recorded")
      #expect(try await replayer.see("GET", "/empty").chunks.isEmpty)
    }
  }

  @Test(arguments: [ExchangeEnd.Kind.short, .reset, .idle, .closed])
  func `an answer is cut at every byte and ends as told`(ending: ExchangeEnd.Kind) async throws {
    for byte in 0...Self.text.utf8.count {
      let tape = try Self.tape.cut("x-1", atByte: byte, ending: ending)
      let replayer = Replayer(tape, name: "quick", time: RealTime())
      let seen = try await replayer.see("GET", "/stream")
      #expect(seen.body == Array(Self.text.utf8.prefix(byte)))
      let failure = TransportFailure(
        .init(rawValue: ending.rawValue), sent: .complete, receivedBytes: byte)
      #expect(seen.failure == (ending == .closed ? nil : failure))
      let same = Replayer(
        Self.tape, name: "quick", time: RealTime(),
        cut: TapeCut("x-1", atByte: byte, ending: ending))
      let again = try await same.see("GET", "/stream")
      #expect(again.chunks == seen.chunks && again.failure == seen.failure)
      // A clean end has its length right, a short one does not.
      let length = ending == .closed ? byte : Self.text.utf8.count
      #expect(seen.headers.contains("Content-Length: \(length)"))
    }
  }

  @Test func `a cut keeps the times of what comes before it`() throws {
    let exchange = try Self.tape.cut("x-1", atByte: 12, ending: .short).exchanges[0]
    #expect(exchange.response?.cuts.map { $0.length } == [9, 3])
    #expect(exchange.end.at == .milliseconds(20))
  }

  @Test func `a place that is not there is refused with what is`() async throws {
    let name = #expect(throws: CassetteError.self) {
      try Self.tape.cut("x-9", atByte: 0, ending: .short)
    }
    #expect(
      name?.sentence == "The tape has no exchange x-9. Name one of: x-1, x-2.")
    let byte = #expect(throws: CassetteError.self) {
      try Self.tape.cut("x-2", atByte: 1, ending: .short)
    }
    #expect(byte?.code == .noSuchPlace)
    #expect(
      byte?.sentence
        == "The answer of x-2 has 0 bytes and cannot be cut at byte 1. Choose a byte within it.")
    let replayer = Replayer(
      Self.tape, name: "quick", time: RealTime(),
      cut: TapeCut("x-2", atByte: 1, ending: .short))
    await #expect(throws: CassetteError.self) { try await replayer.see("GET", "/empty") }
  }
}
