/// JSON text without its long strings: bodies of many megabytes are not copied to read what stands
/// around them.
struct LongStrings {
  /// Longer strings are left where they are, in bytes.
  static let limitBytes = 16 << 10

  /// The text; a long string is an empty one in it.
  private(set) var text: [UInt8] = []
  /// The content of each long string in the whole, by where it stands in the text.
  private(set) var contents: [Int: Range<Int>] = [:]

  init(_ whole: [UInt8], _ range: Range<Int>) {
    var position = range.lowerBound
    while position < range.upperBound {
      let quote = whole[position..<range.upperBound].firstIndex(of: UInt8(ascii: "\""))
      guard let quote else { break }
      let end = Self.endOfString(whole, quote + 1, range.upperBound)
      let content = quote + 1..<end
      text += whole[position..<quote]
      if content.count > Self.limitBytes, end < range.upperBound {
        contents[text.count] = content
        text += [UInt8(ascii: "\""), UInt8(ascii: "\"")]
        position = end + 1
      } else {
        position = min(end + 1, range.upperBound)
        text += whole[quote..<position]
      }
    }
    if position < range.upperBound { text += whole[position..<range.upperBound] }
  }

  /// The closing quote, or the end.
  private static func endOfString(_ whole: [UInt8], _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, whole[position] != UInt8(ascii: "\"") {
      position += whole[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(position, end)
  }
}
