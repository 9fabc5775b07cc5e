import NemoTime
import Testing

@Suite struct EntropyTests {
  @Test func `the same seed and stream give the same numbers`() {
    var one = SeededGenerator(seed: 7, stream: "agent")
    var other = SeededGenerator(seed: 7, stream: "agent")
    var third = SeededGenerator(seed: 7, stream: "pacing")
    let first = (0..<8).map { _ in one.next() }
    #expect(first == (0..<8).map { _ in other.next() })
    #expect(first != (0..<8).map { _ in third.next() })
  }

  @Test func `a UUID has the form of version 4`() throws {
    let uuid = SeededEntropy(seed: 1).uuid()
    let groups = uuid.split(separator: "-")
    #expect(groups.map(\.count) == [8, 4, 4, 4, 12])
    #expect(groups[2].first == "4")
    #expect("89ab".contains(try #require(groups[3].first)))
  }

  @Test func `hexadecimal keeps leading zeros and length`() {
    struct Zero: Entropy { func next() -> UInt64 { 0 } }
    #expect(Zero().hexadecimal(20) == String(repeating: "0", count: 20))
  }
}
