/// Reads JSON within limits, RFC 8259. It never traps, whatever the bytes.
struct JSONParser {
  /// Levels of nesting; each costs a few stack frames.
  static let maximumDepth = 128
  /// The longest text.
  static let maximumBytes = 64 << 20
  /// Values in one text: a bound on memory, because `[[],[],…` is small on the wire.
  static let maximumValues = 2_000_000

  /// Where the value at the sought path is, once it has been read.
  private(set) var found: Range<Int>?

  private let bytes: [UInt8]
  private let sought: [String]

  init(_ bytes: [UInt8], seeking path: [String] = []) {
    self.bytes = bytes
    self.sought = path
  }

  mutating func document() throws(JSONFailure) -> JSONValue {
    throw JSONFailure(.malformed, offsetBytes: 0)
  }
}
