/// Reads JSON within limits, RFC 8259. It never traps, whatever the bytes.
///
/// Bytes that are not UTF-8 and lone surrogates become U+FFFD in the values; duplicate keys are
/// kept.
struct JSONParser {
  /// Levels of nesting; each costs a few stack frames.
  static let maximumDepth = 128
  /// The longest text.
  static let maximumBytes = 64 << 20
  /// Values in one text: a bound on memory, because `[[],[],…` is small on the wire.
  static let maximumValues = 2_000_000

  /// Where the value at the sought path is, once it has been read.
  private(set) var found: Range<Int>?

  let bytes: [UInt8]
  var position = 0
  private let sought: [String]
  private var values = 0

  init(_ bytes: [UInt8], seeking path: [String] = []) {
    self.bytes = bytes
    self.sought = path
  }

  /// The whole text.
  mutating func document() throws(JSONFailure) -> JSONValue {
    guard bytes.count <= Self.maximumBytes else { throw failure(.tooLarge) }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipSpace()
    let value = try value(depth: 0, matched: 0)
    skipSpace()
    guard position == bytes.count else { throw failure() }
    return value
  }

  /// One value. `matched` tells how many keys of the sought path lead here; nil for none.
  private mutating func value(depth: Int, matched: Int?) throws(JSONFailure) -> JSONValue {
    values += 1
    guard values <= Self.maximumValues else { throw failure(.tooLarge) }
    guard depth <= Self.maximumDepth else { throw failure(.tooDeep) }
    let start = position
    let value = try bareValue(depth: depth, matched: matched)
    // A later duplicate replaces an earlier one, as in lookups.
    if matched == sought.count { found = start..<position }
    return value
  }

  private mutating func bareValue(depth: Int, matched: Int?) throws(JSONFailure) -> JSONValue {
    switch next {
    case UInt8(ascii: "{"): return .object(try members(depth: depth, matched: matched))
    case UInt8(ascii: "["): return .array(try elements(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func members(
    depth: Int, matched: Int?
  ) throws(JSONFailure) -> [JSONValue.Member] {
    position += 1
    skipSpace()
    if take(UInt8(ascii: "}")) { return [] }
    var members: [JSONValue.Member] = []
    while true {
      let key = try string()
      skipSpace()
      try expect(UInt8(ascii: ":"))
      skipSpace()
      let value = try value(depth: depth + 1, matched: step(from: matched, by: key))
      members.append(JSONValue.Member(key, value))
      skipSpace()
      if take(UInt8(ascii: "}")) { return members }
      try expect(UInt8(ascii: ","))
      skipSpace()
    }
  }

  private mutating func elements(depth: Int) throws(JSONFailure) -> [JSONValue] {
    position += 1
    skipSpace()
    if take(UInt8(ascii: "]")) { return [] }
    var elements: [JSONValue] = []
    while true {
      elements.append(try value(depth: depth + 1, matched: nil))
      skipSpace()
      if take(UInt8(ascii: "]")) { return elements }
      try expect(UInt8(ascii: ","))
      skipSpace()
    }
  }

  private mutating func step(from matched: Int?, by key: String) -> Int? {
    guard let matched, matched < sought.count, sought[matched] == key else { return nil }
    // What a replaced duplicate held is no longer there.
    found = nil
    return matched + 1
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONFailure) -> JSONValue {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count else { throw failure() }
    let isThere = word.withUTF8Buffer { $0.elementsEqual(bytes[position..<end]) }
    guard isThere else { throw failure() }
    position = end
    return value
  }

  private mutating func number() throws(JSONFailure) -> String {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONFailure) {
    let start = position
    while let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { position += 1 }
    guard position > start else { throw failure() }
  }
}

// MARK: Bytes

extension JSONParser {
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  mutating func expect(_ byte: UInt8) throws(JSONFailure) {
    guard take(byte) else { throw failure() }
  }

  mutating func skipSpace() {
    while let next, next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 { position += 1 }
  }

  func failure(_ code: JSONFailure.Code = .malformed) -> JSONFailure {
    JSONFailure(code, offsetBytes: position)
  }
}
