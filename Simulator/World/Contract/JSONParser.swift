/// Reads JSON text, RFC 8259.
struct JSONParser {
  /// How deeply values may be nested.
  static let depthLimit = 64
  /// How many values a text may hold: each takes many times the memory of its one or two bytes.
  static let valueLimit = 500_000

  private let bytes: [UInt8]
  private var position = 0
  private var valueCount = 0

  /// Where the text stops being JSON.
  struct Failure: Error, Hashable {
    var offsetBytes: Int
  }

  /// The value of a whole text.
  static func value(of bytes: [UInt8]) throws(Failure) -> JSON {
    var parser = JSONParser(bytes: bytes)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.failure }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private var failure: Failure { Failure(offsetBytes: position) }
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 {
      position += 1
    }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) throws(Failure) -> JSON {
    valueCount += 1
    guard depth < Self.depthLimit, valueCount <= Self.valueLimit else { throw failure }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(Failure) -> JSON {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count,
      bytes[position..<end].elementsEqual(String(describing: word).utf8)
    else { throw failure }
    position = end
    return value
  }

  private mutating func object(depth: Int) throws(Failure) -> JSON {
    position += 1
    var members: [JSON.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object([]) }
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw failure }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw failure }
      members.append(.init(key: key, value: try value(depth: depth + 1)))
      skipSpace()
      if take(UInt8(ascii: "}")) { return .object(members) }
      guard take(UInt8(ascii: ",")) else { throw failure }
    }
  }

  private mutating func array(depth: Int) throws(Failure) -> JSON {
    position += 1
    var values: [JSON] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array([]) }
    while true {
      values.append(try value(depth: depth + 1))
      skipSpace()
      if take(UInt8(ascii: "]")) { return .array(values) }
      guard take(UInt8(ascii: ",")) else { throw failure }
    }
  }

  /// RFC 8259 section 6, to the letter: numbers are written back as they were spelt.
  private mutating func number() throws(Failure) -> JSON {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      _ = take(UInt8(ascii: "+")) || take(UInt8(ascii: "-"))
      try digits()
    }
    return .number(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits() throws(Failure) {
    let start = position
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
    guard position > start else { throw failure }
  }

  private mutating func string() throws(Failure) -> String {
    position += 1
    var output: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let text = String(validating: output, as: UTF8.self) else { throw failure }
        return text
      case UInt8(ascii: "\\"): output += try escape()
      case 0..<0x20: throw failure
      default: output.append(byte)
      }
    }
    throw failure
  }

  private mutating func escape() throws(Failure) -> [UInt8] {
    guard let byte = next else { throw failure }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return [0x0a]
    case UInt8(ascii: "r"): return [0x0d]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0c]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
    default: throw failure
    }
  }

  /// RFC 8259 section 7: characters beyond the basic plane are written as two escapes. A half of
  /// a pair that stands alone becomes U+FFFD.
  private mutating func scalar() throws(Failure) -> Unicode.Scalar {
    let unit = try hexadecimal()
    guard (0xd800..<0xdc00).contains(unit), position + 1 < bytes.count,
      bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u")
    else { return Unicode.Scalar(unit) ?? "\u{fffd}" }
    position += 2
    let low = try hexadecimal()
    guard (0xdc00..<0xe000).contains(low) else { return "\u{fffd}" }
    return Unicode.Scalar(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00)) ?? "\u{fffd}"
  }

  private mutating func hexadecimal() throws(Failure) -> UInt32 {
    guard position + 4 <= bytes.count,
      bytes[position..<position + 4].allSatisfy(\.isHexadecimal),
      let unit = UInt32(
        String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure }
    position += 4
    return unit
  }
}
