/// Text as a terminal shows it: in columns, of which an East Asian wide character takes two
/// (Unicode Standard Annex 11).
package enum TextColumns {
  /// How many columns the text takes.
  package static func width(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + width($1) }
  }

  /// The text cut to the width, with an ellipsis where something is missing, and filled with spaces.
  package static func fit(_ text: String, _ width: Int, alignRight: Bool = false) -> String {
    let cut = shorten(text, to: width)
    let padding = String(repeating: " ", count: max(0, width - self.width(cut)))
    return alignRight ? padding + cut : cut + padding
  }

  /// The text cut to the width at its end.
  package static func shorten(_ text: String, to width: Int) -> String {
    guard self.width(text) > width else { return text }
    guard width > 0 else { return "" }
    return prefix(text, width - 1) + "…"
  }

  /// The text cut to the width in its middle, where paths say least.
  package static func shortenMiddle(_ text: String, to width: Int) -> String {
    guard self.width(text) > width else { return text }
    guard width > 2 else { return shorten(text, to: width) }
    let tail = (width - 1) * 2 / 5
    let end = String(prefix(String(text.reversed()), tail).reversed())
    return prefix(text, width - 1 - tail) + "…" + end
  }

  /// The text in lines of at most that width, cut anywhere.
  package static func wrap(_ text: String, _ width: Int) -> [String] {
    guard width > 1, self.width(text) > width else { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for character in text {
      let columns = self.width(character)
      if used + columns > width {
        lines.append(line)
        (line, used) = ("", 0)
      }
      line.append(character)
      used += columns
    }
    return lines + [line]
  }

  /// The text in lines of at most that width, broken at spaces or beside a wide character; a word
  /// that is wider is cut anywhere.
  package static func wrapWords(_ text: String, _ width: Int) -> [String] {
    guard width > 1, self.width(text) > width else { return [text] }
    var lines = [""]
    for piece in pieces(text) {
      let line = lines[lines.count - 1]
      if self.width(line) + self.width(piece) <= width {
        lines[lines.count - 1] += piece
      } else if piece == " " {
        lines.append("")
      } else {
        if line.isEmpty { lines.removeLast() }
        lines += wrap(piece, width)
      }
    }
    return lines.map { trimmed($0) }.filter { !$0.isEmpty }
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// Words, spaces and wide characters, each on its own.
  private static func pieces(_ text: String) -> [String] {
    var pieces: [String] = []
    var isInWord = false
    for character in text {
      let isOfWord = character != " " && width(character) < 2
      if isOfWord, isInWord {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
      isInWord = isOfWord
    }
    return pieces
  }

  private static func prefix(_ text: String, _ width: Int) -> String {
    var used = 0
    return String(
      text.prefix { character in
        used += self.width(character)
        return used <= width
      })
  }

  private static func width(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    // A variation selector that asks for the emoji makes it wide.
    if scalars.count > 1, scalars.contains("\u{fe0f}") { return 2 }
    return scalars.map(width).max() ?? 0
  }

  private static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7f ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// The blocks of Annex 11 whose characters are wide, or wide but for some unassigned ones.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x231a...0x231b, 0x23e9...0x23ec, 0x23f0...0x23f0, 0x23f3...0x23f3,
    0x2614...0x2615, 0x26a1...0x26a1, 0x2705...0x2705, 0x2728...0x2728, 0x274c...0x274c,
    0x2e80...0x303e, 0x3041...0x33ff, 0x3400...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97f,
    0xac00...0xd7a3, 0xf900...0xfaff, 0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6,
    0x1f300...0x1f64f, 0x1f680...0x1f6ff, 0x1f900...0x1f9ff, 0x20000...0x3fffd,
  ]
}
