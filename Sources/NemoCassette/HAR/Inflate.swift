/// Undoes DEFLATE, RFC 1951.
///
/// The output never grows beyond the limit that is given, whatever the input says.
struct Inflate {
  private let input: ArraySlice<UInt8>
  private var position: Int
  /// Bits that were taken from the input and not used yet, the next one lowest.
  private var held: UInt64 = 0
  private var heldCount = 0
  private var output: [UInt8] = []
  private let limitBytes: Int

  /// The content of a whole DEFLATE stream; nil when it is malformed, cut short, or longer than the
  /// limit. What follows the stream is passed over.
  static func inflate(
    _ input: ArraySlice<UInt8>, limitBytes: Int, expectedBytes: Int = 0
  ) -> [UInt8]? {
    var inflate = Inflate(input, limitBytes: limitBytes)
    inflate.output.reserveCapacity(min(max(0, expectedBytes), limitBytes, input.count * 8))
    return inflate.run() ? inflate.output : nil
  }

  private init(_ input: ArraySlice<UInt8>, limitBytes: Int) {
    self.input = input
    self.limitBytes = limitBytes
    position = input.startIndex
  }

  /// Section 3.2.3: blocks until the one that is marked as the last.
  private mutating func run() -> Bool {
    while true {
      guard let isLast = bits(1), let type = bits(2) else { return false }
      let isGood =
        switch type {
        case 0: stored()
        case 1: compressed(.fixedLiterals, .fixedDistances)
        case 2: dynamic()
        default: false
        }
      guard isGood else { return false }
      if isLast == 1 { return true }
    }
  }

  // MARK: Bits

  /// Fills up to at least `count` bits if the input has them; false at its end.
  private mutating func fill(_ count: Int) -> Bool {
    while heldCount < count {
      guard position < input.endIndex else { return false }
      held |= UInt64(input[position]) << UInt64(heldCount)
      position += 1
      heldCount += 8
    }
    return true
  }

  private mutating func drop(_ count: Int) {
    held >>= UInt64(count)
    heldCount -= count
  }

  private mutating func bits(_ count: Int) -> Int? {
    guard fill(count) else { return nil }
    defer { drop(count) }
    return Int(held & (1 << UInt64(count) - 1))
  }

  private mutating func symbol(_ code: HuffmanCode) -> Int? {
    // Near the end of the input fewer bits are there than the longest code has.
    _ = fill(HuffmanCode.longestCode)
    guard let (symbol, count) = code.decode(held, available: heldCount) else { return nil }
    drop(count)
    return symbol
  }

  // MARK: Blocks

  /// Section 3.2.4: bytes as they are.
  private mutating func stored() -> Bool {
    drop(heldCount % 8)
    guard let count = bits(16), let inverse = bits(16), count ^ inverse == 0xffff else {
      return false
    }
    // Whole bytes may be held still.
    position -= heldCount / 8
    drop(heldCount)
    guard position + count <= input.endIndex, output.count + count <= limitBytes else {
      return false
    }
    output += input[position..<(position + count)]
    position += count
    return true
  }

  /// Section 3.2.7: a block that brings its own codes.
  private mutating func dynamic() -> Bool {
    guard let literals = bits(5), let distances = bits(5), let lengths = bits(4),
      let lengthCode = codeLengthCode(count: lengths + 4)
    else { return false }
    let (literalCount, distanceCount) = (literals + 257, distances + 1)
    guard let all = codeLengths(lengthCode, count: literalCount + distanceCount),
      let literalCode = HuffmanCode(lengths: all[..<literalCount]),
      let distanceCode = HuffmanCode(lengths: all[literalCount...])
    else { return false }
    return compressed(literalCode, distanceCode)
  }

  private static let codeLengthOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]

  private mutating func codeLengthCode(count: Int) -> HuffmanCode? {
    var lengths = [Int](repeating: 0, count: Self.codeLengthOrder.count)
    for index in Self.codeLengthOrder.prefix(count) {
      guard let length = bits(3) else { return nil }
      lengths[index] = length
    }
    return HuffmanCode(lengths: lengths[...])
  }

  private mutating func codeLengths(_ code: HuffmanCode, count: Int) -> [Int]? {
    var lengths: [Int] = []
    while lengths.count < count {
      guard let symbol = symbol(code) else { return nil }
      switch symbol {
      case 0...15: lengths.append(symbol)
      case 16:
        guard let last = lengths.last, let times = bits(2) else { return nil }
        lengths += Array(repeating: last, count: times + 3)
      case 17:
        guard let times = bits(3) else { return nil }
        lengths += Array(repeating: 0, count: times + 3)
      default:
        guard let times = bits(7) else { return nil }
        lengths += Array(repeating: 0, count: times + 11)
      }
    }
    return lengths.count == count ? lengths : nil
  }

  /// Section 3.2.5: literals and copies of what came before, until the end of the block.
  private mutating func compressed(_ literals: HuffmanCode, _ distances: HuffmanCode) -> Bool {
    while let symbol = symbol(literals) {
      switch symbol {
      case 0...255:
        guard output.count < limitBytes else { return false }
        output.append(UInt8(symbol))
      case 256: return true
      default: guard copy(symbol - 257, distances) else { return false }
      }
    }
    return false
  }

  private static let lengthBase = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBase = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
    3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]

  private mutating func copy(_ index: Int, _ distances: HuffmanCode) -> Bool {
    guard index < Self.lengthBase.count, let more = bits(Self.lengthBits[index]),
      let code = symbol(distances), code < Self.distanceBase.count,
      let further = bits(max(0, code / 2 - 1))
    else { return false }
    let count = Self.lengthBase[index] + more
    let distance = Self.distanceBase[code] + further
    guard distance <= output.count, output.count + count <= limitBytes else { return false }
    // The copy may reach into what it writes itself.
    for _ in 0..<count { output.append(output[output.count - distance]) }
    return true
  }
}
