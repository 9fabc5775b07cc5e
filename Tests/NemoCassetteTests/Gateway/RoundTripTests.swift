import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// Texts nobody thought of.
@Suite struct RoundTripTests {
  private static let fragments = [
    "https://api.test", "http://api.test", "https://cdn.test", "http://cdn.test:81",
    #"https:\/\/api.test"#, #"https:\/\/cdn.test\/"#, "https%3A%2F%2Fapi.test",
    "http%3a%2f%2fcdn.test%3a81", "HTTPS://cdn.test", "https://me@cdn.test", "http", "https:",
    "http://", "h", "s", ":", "/", "\\/", "%3A", "%2", "/a?b=", ".", "\n\n", "data: ", "\"", " ",
    "[::1]", "@", "é",
  ]

  private static func text(_ random: inout SeededGenerator) -> [UInt8] {
    (0..<Int.random(in: 0..<24, using: &random)).flatMap { _ in
      Array(fragments[Int.random(in: 0..<fragments.count, using: &random)].utf8)
    }
  }

  private static func cut(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...9, using: &random)
      pieces.append(Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return pieces
  }

  @Test(arguments: 0..<20)
  func `what went out comes back as it was, however it was cut`(seed: UInt64) {
    var random = SeededGenerator(seed: seed, stream: "texts with URLs")
    for _ in 0..<40 {
      let text = Self.text(&random)
      let out = OriginTranslationTests.outward().translate(text)
      #expect(OriginTranslationTests.inward.translate(out) == text, "seed \(seed)")
      for (translation, text, expected) in [
        (OriginTranslationTests.outward(), text, out),
        (OriginTranslationTests.inward, out, text),
      ] {
        let pieces = Self.cut(text, &random)
        for passing in [TranslatedChunks.Passing.undelayed, .wholeDeliveries] {
          var chunks = TranslatedChunks(translation, passing: passing)
          var passed = pieces.map { chunks.append(BodyChunk($0)) }
          passed.append(chunks.finish())
          let bytes = passed.flatMap { $0?.bytes ?? [] }
          let delivered = passed.flatMap { $0?.deliveries ?? [] }.reduce(0) { $0 + $1.length }
          #expect(bytes == expected, "seed \(seed)")
          #expect(delivered == bytes.count, "seed \(seed)")
        }
      }
    }
  }
}
