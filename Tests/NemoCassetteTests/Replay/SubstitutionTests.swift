import NemoTime
import Testing

@testable import NemoCassette

/// Where the recorded bytes and cuts go when a client has ids of its own.
struct SubstitutionTests {
  private static let ids = ["render_1", "render_12", "mine-1", "0123456789abcdef"]
  private static let words = [" ", "\n", "\"", "data: ", "剪", "{}", "render", ".mp4", "/"]

  /// A body as the words that it was made of, so that nothing has to be searched.
  private struct Sample {
    var words: [String] = []
    var cuts: [Int] = []
    var clientIDs: [String: String] = [:]
    var body: [UInt8] { words.flatMap { Array($0.utf8) } }

    init(_ generator: inout SeededGenerator) {
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        // What stands beside an id never continues it.
        words.append(SubstitutionTests.words.randomElement(using: &generator) ?? "")
        words.append(" ")
        words.append((SubstitutionTests.ids + ["plain"]).randomElement(using: &generator) ?? "")
        words.append("|")
      }
      for id in SubstitutionTests.ids where Bool.random(using: &generator) {
        let length =
          Bool.random(using: &generator) ? id.utf8.count : Int.random(in: 1...40, using: &generator)
        clientIDs[id] = String(repeating: "X", count: length)
      }
      let count = body.count
      var rest = count
      while rest > 0 {
        let length = min(rest, Int.random(in: 1...12, using: &generator))
        cuts.append(length)
        rest -= length
      }
    }

    var expectedBody: [UInt8] { words.flatMap { Array((clientIDs[$0] ?? $0).utf8) } }

    /// Where each byte boundary of the old body stands in the new one.
    var boundaries: [Int] {
      var boundaries = [0]
      var end = 0
      for word in words {
        let (old, new) = (word.utf8.count, (clientIDs[word] ?? word).utf8.count)
        for position in 1...old { boundaries.append(old == new ? end + position : end + new) }
        end += new
      }
      return boundaries
    }
  }

  @Test func `bytes, cuts and the length follow the ids, whatever their sizes`() {
    for seed in UInt64(0)..<400 {
      var generator = SeededGenerator(seed: seed, stream: "substitution")
      let sample = Sample(&generator)
      var times = 0
      let cuts = sample.cuts.map { length in
        times += 1
        return Exchange.Cut(length: length, at: .milliseconds(times))
      }
      let response = Exchange.Response(
        status: 200, headers: [HeaderPair("content-length", String(sample.body.count + 7))],
        body: .bytes(sample.body), cuts: cuts)
      let result = Substitution(sample.clientIDs).apply(to: response)
      #expect(result.body == .bytes(sample.expectedBody), "seed \(seed)")
      // Seven bytes were missing at the recorded end, and seven are missing now.
      #expect(
        result.header("Content-Length") == String(sample.expectedBody.count + 7), "seed \(seed)")
      var (oldEnd, newStart) = (0, 0)
      let boundaries = sample.boundaries
      let expected = cuts.compactMap { cut -> Exchange.Cut? in
        oldEnd += cut.length
        let newEnd = boundaries[oldEnd]
        defer { newStart = newEnd }
        return newEnd == newStart ? nil : Exchange.Cut(length: newEnd - newStart, at: cut.at)
      }
      #expect(result.cuts == expected, "seed \(seed)")
    }
  }

  private func apply(_ headers: [HeaderPair], _ body: BodyContent) -> Exchange.Response {
    Substitution(["123456": "12345678", "render_1": "mine"]).apply(
      to: Exchange.Response(status: 200, headers: headers, body: body))
  }

  @Test func `headers carry ids too, but a length is no id`() {
    let headers = [
      HeaderPair("Content-Length", "123456"), HeaderPair("Content-Range", "bytes 0-1/123456"),
      HeaderPair("Content-Disposition", "attachment; filename=\"render_1.mp4\""),
    ]
    let response = apply(headers, .empty)
    #expect(
      response.headers.map { $0.value } == [
        "123456", "bytes 0-1/123456", "attachment; filename=\"mine.mp4\"",
      ])
  }

  @Test func `an id has no place in a range, in encoded bytes and in files`() {
    let bytes = BodyContent.bytes(Array("render_1".utf8))
    #expect(apply([HeaderPair("content-range", "bytes 0-7/9")], bytes).body == bytes)
    #expect(apply([HeaderPair("Content-Encoding", "gzip")], bytes).body == bytes)
    #expect(apply([HeaderPair("Content-Encoding", "identity")], bytes).body != bytes)
    let omitted = BodyContent.omitted(sha256: "", sizeBytes: 9)
    #expect(apply([], omitted).body == omitted)
  }

  @Test func `an id that is bound back to itself stays`() {
    var substitution = Substitution()
    substitution.set("render_1", to: "mine-2")
    substitution.set("render_1", to: "render_1")
    let response = Exchange.Response(status: 200, body: .bytes(Array("render_1".utf8)))
    #expect(substitution.apply(to: response) == response)
  }
}
