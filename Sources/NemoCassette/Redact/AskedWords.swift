/// The words of the requests so far.
///
/// An id among them was the client's before any answer gave it: a replayed client sends the same
/// one, so it stays on the tape as it is.
struct AskedWords: Sendable {
  /// How many words are remembered. An id of a later request gets a pseudonym.
  static let limit = 200_000
  /// Longer words are no ids.
  private static let longestBytes = 256

  private var words: Set<[UInt8]> = []

  func contains(_ value: [UInt8]) -> Bool { words.contains(value) }

  /// Remembers the words of a text, escaped or not.
  mutating func add(_ text: some Sequence<UInt8>) {
    let bytes = DecodedText(Array(text), isAtEnd: true).bytes
    add(bytes) { $0 == UInt8(ascii: "\"") }
    add(bytes, separatedBy: Self.isDelimiter)
    add(bytes) { !SecretScanner.isTokenByte($0) }
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    byte <= 0x20 || "/?&=#;,\"\\".utf8.contains(byte)
  }

  private mutating func add(_ bytes: [UInt8], separatedBy isSeparator: (UInt8) -> Bool) {
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(where: isSeparator) ?? bytes.count
      insert(bytes[start..<end])
      // The letter of an escape such as `\n` is no part of the word behind it.
      if start > 0, bytes[start - 1] == UInt8(ascii: "\\") {
        insert(bytes[start..<end].dropFirst())
      }
      start = end + 1
    }
  }

  private mutating func insert(_ word: ArraySlice<UInt8>) {
    guard (SecretForms.shortestAnywhere...Self.longestBytes).contains(word.count),
      words.count < Self.limit
    else { return }
    words.insert(Array(word))
  }
}
