/// Finds ids in text, in one pass, however many there are.
///
/// An id is a whole word of letters, digits, `-` and `_`, so that none is found inside of a longer
/// one. An escape in front of a word (`\n`, `\u002f`, `%2F`) is no part of it. Ids are plain: one
/// that is escaped itself is not found, and neither is one with other characters in it or shorter
/// than ``shortestBytes``, because it could hit anything.
struct IDSearch: Sendable {
  static let shortestBytes = 6

  private var ids: Set<ArraySlice<UInt8>> = []
  /// The lengths that occur; longer ones share the last bit.
  private var lengths: UInt64 = 0

  init() {}

  init(_ ids: some Sequence<String>) {
    for id in ids { insert(id) }
  }

  var isEmpty: Bool { ids.isEmpty }

  /// Whether such an id can be searched.
  static func isSearchable(_ id: String) -> Bool {
    id.utf8.count >= shortestBytes && id.utf8.allSatisfy(SecretScanner.isTokenByte)
  }

  mutating func insert(_ id: String) {
    guard Self.isSearchable(id) else { return }
    ids.insert(Array(id.utf8)[...])
    lengths |= Self.bit(id.utf8.count)
  }

  mutating func remove(_ id: String) {
    ids.remove(Array(id.utf8)[...])
  }

  private static func bit(_ count: Int) -> UInt64 { 1 << UInt64(min(count, 63)) }

  /// The text with placeholders; `found` grows by the ids in the order in which they occur.
  ///
  /// - Parameter own: further ids to look for.
  func replace(in text: String, also own: [String], _ found: inout [String]) -> String {
    guard !ids.isEmpty || !own.isEmpty else { return text }
    let bytes = Array(text.utf8)
    let ranges = occurrences(in: bytes, also: own)
    guard !ranges.isEmpty else { return text }
    var output: [UInt8] = []
    var position = 0
    for range in ranges {
      output += bytes[position..<range.lowerBound]
      output += RequestForm.idPlaceholder.utf8
      found.append(String(decoding: bytes[range], as: UTF8.self))
      position = range.upperBound
    }
    return String(decoding: output + bytes[position...], as: UTF8.self)
  }

  /// Where ids stand, from front to back, without overlaps.
  func occurrences(in bytes: [UInt8], also own: [String] = []) -> [Range<Int>] {
    let own = own.map { Array($0.utf8) }
    let lengths = own.reduce(lengths) { $0 | Self.bit($1.count) }
    guard lengths != 0 else { return [] }
    func isID(_ range: Range<Int>) -> Bool {
      guard range.count >= Self.shortestBytes, lengths & Self.bit(range.count) != 0 else {
        return false
      }
      let word = bytes[range]
      return ids.contains(word) || own.contains { $0.elementsEqual(word) }
    }
    var ranges: [Range<Int>] = []
    for word in Self.words(of: bytes) {
      let escaped = Self.escapedCount(before: word.lowerBound, in: bytes)
      if isID(word) {
        ranges.append(word)
      } else if escaped > 0, escaped < word.count {
        let rest = word.dropFirst(escaped)
        if isID(rest) { ranges.append(rest) }
      }
    }
    return ranges
  }

  /// The words that are long enough.
  private static func words(of bytes: [UInt8]) -> [Range<Int>] {
    bytes.withUnsafeBufferPointer { bytes in
      var words: [Range<Int>] = []
      var start = 0
      for position in 0...bytes.count {
        if position < bytes.count, SecretScanner.isTokenByte(bytes[position]) { continue }
        if position - start >= shortestBytes { words.append(start..<position) }
        start = position + 1
      }
      return words
    }
  }

  /// How many bytes at the front of a word belong to an escape that began before it.
  private static func escapedCount(before start: Int, in bytes: [UInt8]) -> Int {
    guard start > 0 else { return 0 }
    switch bytes[start - 1] {
    case UInt8(ascii: "\\"): return bytes[start] == UInt8(ascii: "u") ? 5 : 1  // RFC 8259, 7
    case UInt8(ascii: "%"): return 2  // RFC 3986, 2.1
    default: return 0
    }
  }
}
