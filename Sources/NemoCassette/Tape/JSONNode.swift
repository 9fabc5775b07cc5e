/// A JSON value that knows which bytes it was read from.
///
/// Tapes splice JSON in verbatim, so a reader is needed that keeps every byte: numbers beyond a
/// double, repeated keys, the spelling of escapes.
struct JSONNode {
  var value: Value
  /// The bytes of the value, without white space around it.
  var range: Range<Int>

  enum Value {
    case object([(key: String, value: JSONNode)])
    case array([JSONNode])
    case string(String)
    case number
    case literal
  }

  subscript(key: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  var text: String? {
    guard case .string(let text) = value else { return nil }
    return text
  }

  var elements: [JSONNode]? {
    guard case .array(let elements) = value else { return nil }
    return elements
  }

  /// The value as a whole number; nil for others.
  func integer(in bytes: [UInt8]) -> Int64? {
    guard case .number = value else { return nil }
    return Int64(String(decoding: bytes[range], as: UTF8.self))
  }

  /// Reads one JSON text, RFC 8259, with white space around it; nil when it is not valid or nested
  /// deeper than the limit.
  ///
  /// - Parameter range: where the text stands in the bytes; all of them unless given. The ranges of
  ///   nodes are places in the bytes all the same.
  static func parse(
    _ bytes: [UInt8], in range: Range<Int>? = nil, depthLimit: Int = TapeLimits.jsonDepth
  ) -> JSONNode? {
    let range = range ?? bytes.indices
    precondition(range.upperBound <= bytes.count)
    return bytes.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes, range, depthLimit: depthLimit)
      return scanner.whole()
    }
  }
}

/// Reads JSON, RFC 8259. No byte at ``end`` or behind it is looked at.
private struct JSONScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let end: Int
  private let depthLimit: Int
  private var position: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
    end = range.upperBound
    position = range.lowerBound
  }

  mutating func whole() -> JSONNode? {
    guard let node = value(depth: 0) else { return nil }
    skipSpace()
    return position == end ? node : nil
  }

  private var current: UInt8? { position < end ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = current, JSONBytes.isSpace(byte) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard current == byte else { return false }
    position += 1
    return true
  }

  private mutating func value(depth: Int) -> JSONNode? {
    guard depth < depthLimit else { return nil }
    skipSpace()
    let start = position
    let value: JSONNode.Value?
    switch current {
    case UInt8(ascii: "{"): value = object(depth: depth)
    case UInt8(ascii: "["): value = array(depth: depth)
    case UInt8(ascii: "\""): value = string().map { .string($0) }
    case UInt8(ascii: "t"): value = word("true")
    case UInt8(ascii: "f"): value = word("false")
    case UInt8(ascii: "n"): value = word("null")
    default: value = number()
    }
    return value.map { JSONNode(value: $0, range: start..<position) }
  }

  private mutating func object(depth: Int) -> JSONNode.Value? {
    position += 1
    var members: [(key: String, value: JSONNode)] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return .object(members) }
    repeat {
      skipSpace()
      guard let key = string() else { return nil }
      skipSpace()
      guard take(UInt8(ascii: ":")), let value = value(depth: depth + 1) else { return nil }
      members.append((key, value))
      skipSpace()
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}")) ? .object(members) : nil
  }

  private mutating func array(depth: Int) -> JSONNode.Value? {
    position += 1
    var elements: [JSONNode] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return .array(elements) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      elements.append(value)
      skipSpace()
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? .array(elements) : nil
  }

  private mutating func word(_ word: String) -> JSONNode.Value? {
    for byte in word.utf8 where !take(byte) { return nil }
    return .literal
  }

  private mutating func number() -> JSONNode.Value? {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { guard digits() else { return nil } }
    if take(UInt8(ascii: ".")) { guard digits() else { return nil } }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard digits() else { return nil }
    }
    return .number
  }

  private mutating func digits() -> Bool {
    let start = position
    while let byte = current, JSONBytes.isDigit(byte) { position += 1 }
    return position > start
  }

  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = position
    skipPlain()
    guard current == UInt8(ascii: "\\") else {
      let content = start..<position
      return take(UInt8(ascii: "\"")) ? Self.text(bytes[content]) : nil
    }
    var content = Array(bytes[start..<position])
    while take(UInt8(ascii: "\\")) {
      guard escape(into: &content) else { return nil }
      let start = position
      skipPlain()
      content += bytes[start..<position]
    }
    guard take(UInt8(ascii: "\"")) else { return nil }
    return content.withUnsafeBufferPointer { Self.text($0[...]) }
  }

  /// Up to a quote, an escape, or what may not stand in a string.
  private mutating func skipPlain() {
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), 0..<0x20: return
      default: position += 1
      }
    }
  }

  private static func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    // `String(validating:as:)` is generic code of the library, and several times slower.
    var text = String(decoding: UnsafeBufferPointer(rebasing: bytes), as: UTF8.self)
    return text.withUTF8 { $0.elementsEqual(bytes) } ? text : nil
  }

  private mutating func escape(into content: inout [UInt8]) -> Bool {
    guard let byte = current else { return false }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0c)
    case UInt8(ascii: "n"): content.append(0x0a)
    case UInt8(ascii: "r"): content.append(0x0d)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      guard let scalar = scalar() else { return false }
      content += String(scalar).utf8
    default: return false
    }
    return true
  }

  /// The scalar after `\u`; a lone surrogate reads as U+FFFD.
  private mutating func scalar() -> Unicode.Scalar? {
    guard let unit = hexadecimal() else { return nil }
    if let scalar = Unicode.Scalar(unit) { return scalar }
    let mark = position
    if unit < 0xdc00, take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")),
      let low = hexadecimal(), (0xdc00..<0xe000).contains(low)
    {
      return Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
    }
    position = mark
    return "\u{fffd}"
  }

  private mutating func hexadecimal() -> UInt32? {
    guard end - position >= 4 else { return nil }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = JSONBytes.hexadecimalValue(byte) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }
}
