import Testing

@testable import NemoClient

@Suite struct ClauseTests {
  @Test(arguments: UInt64(1)...50) func `both ways to read ASCII find the same words`(seed: UInt64)
  {
    var random = seed &* 0x9e37_79b9_7f4a_7c15
    for _ in 0..<200 {
      let bytes = (0..<40).map { _ in
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Array("aZ09-'\"[*`( .,;\n\rbX".utf8)[Int(random >> 33) % 19]
      }
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(Clause.words(ofASCII: text) == Clause.words(of: text), "seed \(seed): \(text)")
    }
  }
}
