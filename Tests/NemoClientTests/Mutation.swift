import NemoTime

/// Damages bytes in the ways that parsers trip over, the same for the same generator.
enum Mutation {
  private static let tokens: [[UInt8]] =
    [
      "\"", "\\", "{", "}", "[", "]", ":", ",", "\\u", "\\uD83D", "\n", "\r", "\r\n", "null", "-",
      "1e999",
      "data:", "event:", "\u{FEFF}", "\u{0}", "{\"", "\":", "99999999999999999999",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80]]

  static func mutate(_ bytes: [UInt8], with random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int(random.next() % 4) {
      let index = Int(random.next() % UInt64(bytes.count + 1))
      switch random.next() % 5 {
      case 0 where index < bytes.count: bytes[index] = UInt8(truncatingIfNeeded: random.next())
      case 1: bytes.insert(contentsOf: tokens[Int(random.next() % UInt64(tokens.count))], at: index)
      case 2: bytes.removeSubrange(index..<min(bytes.count, index + Int(random.next() % 9)))
      case 3: bytes = Array(bytes[..<index])
      default: bytes.insert(contentsOf: bytes[..<min(index, 40)], at: index)
      }
    }
    return bytes
  }
}
