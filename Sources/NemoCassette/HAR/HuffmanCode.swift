/// A code of DEFLATE, RFC 1951 section 3.2.2, as a table of all strings of its longest length.
struct HuffmanCode: Sendable {
  static let longestCode = 15

  /// By the next bits, the first one lowest: symbol times 16 plus the length of its code; zero
  /// where no code begins so.
  private let table: [UInt16]
  private let indexBits: Int

  /// Nil when more codes are asked for than there are. Unused ones are no error: a block with a
  /// single distance has them.
  init?(lengths: ArraySlice<Int>) {
    let longest = lengths.max() ?? 0
    guard longest <= Self.longestCode else { return nil }
    var counts = [Int](repeating: 0, count: Self.longestCode + 1)
    for length in lengths where length > 0 { counts[length] += 1 }
    var next = [Int](repeating: 0, count: Self.longestCode + 2)
    for length in 1...Self.longestCode {
      next[length + 1] = (next[length] + counts[length]) << 1
      guard next[length] + counts[length] <= 1 << length else { return nil }
    }
    indexBits = longest
    var table = [UInt16](repeating: 0, count: 1 << longest)
    for (symbol, length) in lengths.enumerated() where length > 0 {
      let first = Self.reversed(next[length], count: length)
      next[length] += 1
      for index in stride(from: first, to: table.count, by: 1 << length) {
        table[index] = UInt16(symbol << 4 | length)
      }
    }
    self.table = table
  }

  /// The symbol at the front of the bits, and how many it takes.
  func decode(_ bits: UInt64, available: Int) -> (symbol: Int, count: Int)? {
    let found = table[Int(bits & (1 << UInt64(indexBits) - 1))]
    let count = Int(found & 15)
    guard count > 0, count <= available else { return nil }
    return (Int(found >> 4), count)
  }

  /// Codes stand with their first bit foremost, everything else with the lowest bit first.
  private static func reversed(_ code: Int, count: Int) -> Int {
    (0..<count).reduce(0) { value, bit in value << 1 | (code >> bit) & 1 }
  }
}

extension HuffmanCode {
  /// Section 3.2.6.
  static let fixedLiterals = fixed(
    Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112)
      + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8))
  static let fixedDistances = fixed(Array(repeating: 5, count: 32))

  private static func fixed(_ lengths: [Int]) -> HuffmanCode {
    guard let code = HuffmanCode(lengths: lengths[...]) else {
      preconditionFailure("the fixed codes of RFC 1951 are complete")
    }
    return code
  }
}
