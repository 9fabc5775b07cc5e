import NemoTime

/// Makes the backend's ids, in the shapes of contract section 3.1.
struct IdentifierSource: Sendable, Hashable, Codable {
  static let urlSafe = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Whether a byte is one of ``urlSafe``.
  static func isURLSafe(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static let lowercase = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

  private var generator: SeededGenerator

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed, stream: "ids")
  }

  /// 43 characters after the prefix, as in the one published sample.
  mutating func token() -> String { AccountBook.tokenPrefix + letters(43, of: Self.urlSafe) }
  mutating func claimToken() -> String { "clm_" + letters(43, of: Self.urlSafe) }
  mutating func anonymousUser() -> String { "anon_" + letters(16, of: Self.lowercase) }
  mutating func registeredUser() -> String { "user_" + letters(16, of: Self.lowercase) }
  mutating func task() -> String { "task_" + letters(12, of: Self.lowercase) }
  mutating func asset() -> String { "gen_" + letters(12, of: Self.lowercase) }

  /// A decimal string of 19 digits, beyond what a double holds and within 64 bits.
  mutating func session() -> String {
    String(
      UInt64.random(in: 7_000_000_000_000_000_000..<9_000_000_000_000_000_000, using: &generator))
  }

  private mutating func letters(_ count: Int, of alphabet: [UInt8]) -> String {
    let bytes = (0..<count).map { _ in
      alphabet[Int.random(in: alphabet.indices, using: &generator)]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
