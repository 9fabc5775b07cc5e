import NemoClient

/// Breaks lines between words, for a terminal that would break them anywhere.
enum TextWrap {
  /// Never at the start of a row, in Chinese.
  private static let closing = Set("，。！？；：、）》」』】…”’")
  /// Narrower rows are left to the terminal, in columns.
  private static let narrowest = 20

  /// Rows after the first begin below the text of a line that has a mark or a number.
  ///
  /// - Parameter columns: the most that a row takes.
  static func rows(_ text: String, columns: Int) -> [String] {
    guard columns >= narrowest else { return [text] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      rows(of: $0, columns, indent(of: $0))
    }
  }

  /// Space as wide as that before the line, and its mark with the space after it.
  private static func indent(of line: Substring) -> String {
    let space = line.prefix { $0 == " " }
    let mark = line.dropFirst(space.count).prefix { $0 != " " }
    let isMark = mark.count <= 2 && !mark.contains(where: \.isLetter) && mark != line
    let columns = isMark && !mark.isEmpty ? DisplayText.columns(mark) + 1 : 0
    return space + String(repeating: " ", count: columns)
  }

  private static func rows(of line: Substring, _ columns: Int, _ indent: String) -> [String] {
    guard DisplayText.columns(line) > columns else { return [String(line)] }
    var rows: [String] = []
    var row = ""
    for piece in pieces(of: line) {
      let trimmed = piece.trimmingEnd
      let fits = DisplayText.columns(row) + DisplayText.columns(trimmed) <= columns
      if !fits, !row.trimmingEnd.isEmpty {
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
