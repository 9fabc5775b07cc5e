/// Breaks lines between words, for a terminal that would break them anywhere.
enum TextWrap {
  /// Never at the start of a row, in Chinese.
  private static let closing = Set("，。！？；：、）》」』】…”’")
  /// Narrower rows are left to the terminal, in columns.
  private static let narrowest = 20

  /// - Parameters:
  ///   - columns: the most that a row takes.
  ///   - indent: what rows after the first begin with.
  static func rows(_ text: String, columns: Int, indent: String = "") -> [String] {
    guard columns >= narrowest else { return [text] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      rows(of: $0, columns, indent)
    }
  }

  private static func rows(of line: Substring, _ columns: Int, _ indent: String) -> [String] {
    guard DisplayWidth.of(line) > columns else { return [String(line)] }
    var rows: [String] = []
    var row = ""
    for piece in pieces(of: line) {
      let trimmed = piece.trimmingEnd
      let fits = DisplayWidth.of(row) + DisplayWidth.of(trimmed) <= columns
      if !fits, !row.trimmingEnd.isEmpty, row != indent {
        rows.append(String(row.trimmingEnd))
        row = indent
      }
      row += piece
    }
    return rows + [String(row.trimmingEnd)]
  }

  /// Words with the space after them; a Chinese character is a word of its own.
  private static func pieces(of line: Substring) -> [Substring] {
    var pieces: [Substring] = []
    var start = line.startIndex
    var index = line.startIndex
    while index < line.endIndex {
      let next = line.index(after: index)
      if next == line.endIndex || mayBreak(line[index], line[next]) {
        pieces.append(line[start..<next])
        start = next
      }
      index = next
    }
    return pieces
  }

  private static func mayBreak(_ one: Character, _ two: Character) -> Bool {
    if closing.contains(two) || two.isWhitespace { return false }
    if one.isWhitespace { return true }
    return isIdeograph(one) || isIdeograph(two) && !"（《「『【“‘".contains(one)
  }

  private static func isIdeograph(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { (0x2e80...0xffe6).contains($0.value) } ?? false
  }
}

extension StringProtocol {
  fileprivate var trimmingEnd: SubSequence {
    var end = endIndex
    while end > startIndex, self[index(before: end)].isWhitespace { end = index(before: end) }
    return self[startIndex..<end]
  }
}
