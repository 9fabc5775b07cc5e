/// Cuts a text of the backend into lines, sentences and clauses that add up to it again.
enum TextPieces {
  /// Sentences, each with its end mark and the space after it.
  static func sentences(of line: Substring) -> [Substring] {
    cut(line) { mark, next in
      switch mark {
      case "。", "！", "？": true
      // A full stop inside of `12.6s` or `a.mp4` ends nothing.
      case ".", "!", "?", "…": next.map(isSpace) ?? true
      default: false
      }
    }
  }

  /// Clauses, each with the comma or dash at its end.
  static func clauses(of sentence: Substring) -> [Substring] {
    cut(sentence) { mark, next in
      switch mark {
      case "，", "；": true
      case ",", ";", "—", "–": next.map(isSpace) ?? false
      default: false
      }
    }
  }

  /// The bullet or number at the start of a line, such as `- ` or `2. `.
  static func bullet(of line: Substring) -> Substring {
    let start = line.firstIndex { !$0.isWhitespace } ?? line.endIndex
    let mark = line[start...].prefix { !$0.isWhitespace }
    let isNumber = mark.count <= 4 && mark.dropLast().allSatisfy(\.isNumber)
    let isBullet =
      ["-", "*", "•", "#", "##", "###"].contains(mark)
      || (mark.count > 1 && isNumber && ".)、".contains(mark.last ?? " "))
    guard isBullet else { return line[line.startIndex..<start] }
    return line[line.startIndex..<mark.endIndex]
  }

  /// A word as it stands between spaces, or what stands in quotes.
  struct Piece {
    var text: Substring
    var isQuoted = false
  }

  private static let quotes: [Character: Character] = [
    "\"": "\"", "'": "'", "`": "`", "“": "”", "‘": "’", "「": "」", "『": "』", "《": "》",
  ]

  /// The words of a request. A space after a backslash belongs to the word.
  static func words(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var start = text.startIndex
    var index = start
    func take(to end: String.Index) {
      if start < end { pieces.append(Piece(text: text[start..<end])) }
    }
    while index < text.endIndex {
      let next = text.index(after: index)
      if let end = endOfQuote(at: index, in: text) {
        take(to: index)
        pieces.append(Piece(text: text[next..<end], isQuoted: true))
        start = text.index(after: end)
        index = start
      } else if text[index].isWhitespace {
        take(to: index)
        start = next
        index = next
      } else {
        let isEscape = text[index] == "\\" && next < text.endIndex
        index = isEscape ? text.index(after: next) : next
      }
    }
    take(to: text.endIndex)
    return pieces
  }

  /// The closing quote of what is quoted here. An apostrophe within a word opens nothing.
  private static func endOfQuote(at index: String.Index, in text: String) -> String.Index? {
    guard let mark = quotes[text[index]] else { return nil }
    let isInWord =
      index > text.startIndex && text[text.index(before: index)].isASCIIAlphanumeric
    guard !isInWord || !["'", "`"].contains(mark) else { return nil }
    return text[index...].dropFirst().firstIndex(of: mark)
  }

  /// By scalars, which are several times as fast as characters: every text of the backend is cut.
  private static func cut(
    _ text: Substring, after isEnd: (_ mark: Unicode.Scalar, _ next: Unicode.Scalar?) -> Bool
  ) -> [Substring] {
    let scalars = text.unicodeScalars
    var pieces: [Substring] = []
    var start = scalars.startIndex
    var index = start
    while index < scalars.endIndex {
      let mark = scalars[index]
      index = scalars.index(after: index)
      guard isEnd(mark, index < scalars.endIndex ? scalars[index] : nil) else { continue }
      while index < scalars.endIndex, isSpace(scalars[index]) {
        index = scalars.index(after: index)
      }
      pieces.append(text[start..<index])
      start = index
    }
    if start < scalars.endIndex { pieces.append(text[start...]) }
    return pieces
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      ? scalar == " " || (9...13).contains(scalar.value) : scalar.properties.isWhitespace
  }
}
