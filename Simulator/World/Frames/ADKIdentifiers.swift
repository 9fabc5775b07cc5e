import NemoTime

/// Makes the ids of ADK events, which are random UUIDs there: the same ones for the same run of the
/// same world, and without any draw from the world's other streams of chance.
struct ADKIdentifiers: Sendable {
  private var generator: SeededGenerator

  init(seed: UInt64, run: Int) {
    generator = SeededGenerator(seed: seed, stream: "adk ids of run \(run)")
  }

  /// RFC 9562, version 4.
  mutating func next() -> String {
    let high = generator.next() & ~0xf000 | 0x4000
    let low = generator.next() & ~(0b11 << 62) | 0b10 << 62
    let digits = Self.hexadecimal(high) + Self.hexadecimal(low)
    var id = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { id.append("-") }
      id.append(digit)
    }
    return id
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
