/// A JSON value whose objects keep the order of their members.
///
/// The simulator's own: numbers keep their spelling, so that 19-digit ids survive, and the same
/// value always gives the same bytes.
enum JSON: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSON])
  case object([Member])

  struct Member: Sendable, Hashable {
    var key: String
    var value: JSON
  }

  static func integer(_ value: some BinaryInteger) -> JSON {
    // Not `String(value)`, which takes any radix and ten times as long.
    .number(value.description)
  }
  static func decimal(_ value: Double) -> JSON { .number(value.isFinite ? "\(value)" : "0.0") }

  /// An object without the members that have no value.
  static func present(_ members: (String, JSON?)...) -> JSON {
    .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
  }
}

// MARK: Looking in

extension JSON {
  /// The member of that name; nil for other values. The last one wins, as in most parsers.
  subscript(_ key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  var double: Double? {
    switch self {
    case .number(let text), .string(let text): Double(text)
    default: nil
    }
  }

  /// A number without its fraction, when it is within ±10^15.
  var int: Int? {
    guard let value = double, abs(value) < 1e15 else { return nil }
    return Int(value)
  }

  var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  var array: [JSON]? {
    if case .array(let values) = self { values } else { nil }
  }

  var isObject: Bool {
    if case .object = self { true } else { false }
  }

  /// An id, which may be sent as a string or as a number (contract section 3.1).
  var identifier: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }
}

// MARK: Writing

extension JSON {
  /// Most answers are shorter: their bytes are moved to no larger block.
  private static let usualBytes = 256

  /// The compact form in UTF-8. The same value gives the same bytes.
  var bytes: [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(Self.usualBytes)
    write(to: &output)
    return output
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  private func write(to output: inout [UInt8]) {
    switch self {
    case .null: output += "null".utf8
    case .bool(let value): output += (value ? "true" : "false").utf8
    case .number(let text): output += text.utf8
    case .string(let text): Self.write(text, to: &output)
    case .array(let values):
      output.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        value.write(to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        Self.write(member.key, to: &output)
        output.append(UInt8(ascii: ":"))
        member.value.write(to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }

  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy(isPlain) {
      output += text.utf8
    } else {
      writeEscaped(text, to: &output)
    }
    output.append(UInt8(ascii: "\""))
  }

  /// RFC 8259 section 7: what may stand in a string as it is.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private static func writeEscaped(_ text: String, to output: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): output += "\\\"".utf8
      case UInt8(ascii: "\\"): output += "\\\\".utf8
      case 0x0a: output += "\\n".utf8
      case 0x0d: output += "\\r".utf8
      case 0x09: output += "\\t".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        output += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
      default: output.append(byte)
      }
    }
  }
}

// MARK: Literals

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(integerLiteral value: Int) { self = .integer(value) }
  init(booleanLiteral value: Bool) { self = .bool(value) }
  init(arrayLiteral elements: JSON...) { self = .array(elements) }
  init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member(key: $0.0, value: $0.1) })
  }
}
