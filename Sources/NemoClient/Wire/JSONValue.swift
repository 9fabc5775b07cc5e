/// A JSON value as it was written: members keep their order and duplicates, numbers their spelling.
///
/// Lookups are tolerant, because the backend's types are known only in part (contract section
/// 21.3): an absent member, a `null` and a value of another kind all give nil.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// The number's text. Identifiers of 19 digits do not fit a `Double` (contract section 3.1).
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Hashable {
    public var key: String
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }
}

extension JSONValue {
  /// The value of a member. The last one wins where a key is repeated; nil for `null`.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    guard let value = members.last(where: { $0.key == key })?.value, value != .null else {
      return nil
    }
    return value
  }

  /// The first of these members that is there and not `null`.
  public func first(of keys: String...) -> JSONValue? {
    for key in keys {
      if let value = self[key] { return value }
    }
    return nil
  }

  /// The text of a string.
  public var string: String? {
    guard case .string(let text) = self else { return nil }
    return text
  }

  /// The text of a string or the digits of a number, exactly as written; nil when it is empty.
  public var identifier: String? {
    switch self {
    case .string(let text), .number(let text): text.isEmpty ? nil : text
    default: nil
    }
  }

  /// A whole number, from a number or a numeric string. `12.0` is whole, `12.5` is not.
  public var integer: Int64? {
    guard let text = numberText else { return nil }
    return Int64(text) ?? double.flatMap(Int64.init(exactly:))
  }

  /// A finite number, from a number or a numeric string.
  public var double: Double? {
    guard let text = numberText, let value = Double(text), value.isFinite else { return nil }
    return value
  }

  public var bool: Bool? {
    guard case .bool(let value) = self else { return nil }
    return value
  }

  public var array: [JSONValue]? {
    guard case .array(let values) = self else { return nil }
    return values
  }

  public var members: [Member]? {
    guard case .object(let members) = self else { return nil }
    return members
  }

  /// The elements of an array, or the values of an object that is used as a map.
  public var elements: [JSONValue] {
    array ?? members?.map(\.value) ?? []
  }

  private var numberText: String? {
    switch self {
    case .number(let text): text
    // Swift also reads "inf", "nan" and hexadecimal; JSON does not.
    case .string(let text) where text.utf8.allSatisfy(Self.isNumeric): text
    default: nil
    }
  }

  private static func isNumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."): true
    case UInt8(ascii: "e"), UInt8(ascii: "E"): true
    default: false
    }
  }
}
