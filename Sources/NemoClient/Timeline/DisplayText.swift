/// Text as a grid of columns shows it: what steers or hides is removed, and the wide characters of
/// Chinese, Japanese and Korean count two (Unicode Standard Annex 11).
package enum DisplayText {
  /// The most of a text that is looked at, in Unicode scalars: names come from outside.
  private static let maximumScalars = 400

  /// On one line, with single blanks and without controls, invisible marks and directions.
  package static func plain(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(maximumScalars) {
      if scalar.properties.isWhitespace {
        kept.append(" ")
      } else if !isInvisible(scalar) {
        kept.append(scalar)
      }
    }
    return String(kept).split(separator: " ").joined(separator: " ")
  }

  /// How many columns the text takes.
  package static func columns(_ text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns($1) }
  }

  /// 0, 1 or 2.
  package static func columns(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    // The selector asks for the picture of a character that also has a plain form.
    if scalars.contains("\u{fe0f}") { return 2 }
    return scalars.lazy.map(columns).first { $0 > 0 } ?? 0
  }

  /// The text within so many columns, with `…` where it was cut.
  package static func cut(_ text: String, columns limit: Int) -> String {
    guard columns(text) > limit else { return text }
    guard limit > 0 else { return "" }
    var left = limit - 1
    let kept = text.prefix { character in
      left -= columns(character)
      return left >= 0
    }
    return kept + "…"
  }

  /// The text with blanks up to so many columns.
  package static func padded(_ text: String, columns count: Int) -> String {
    text + String(repeating: " ", count: max(0, count - columns(text)))
  }

  /// The text on several lines, broken at blanks where there are any; what is beyond the last line
  /// is cut.
  package static func wrapped(_ text: String, columns limit: Int, atMost maximum: Int) -> [String] {
    guard limit > 1 else { return [cut(text, columns: limit)] }
    var lines: [String] = []
    var rest = Substring(text)
    while lines.count + 1 < maximum, columns(rest) > limit {
      let head = head(rest, limit)
      lines.append(String(head))
      rest = rest[head.endIndex...].drop { $0 == " " }
    }
    return lines + [cut(String(rest), columns: limit)]
  }

  /// As much as fits: up to the last blank, if that is not too far.
  private static func head(_ text: Substring, _ limit: Int) -> Substring {
    var left = limit
    let fitting = text.prefix { character in
      left -= columns(character)
      return left >= 0
    }
    guard text[fitting.endIndex...].first != " ", let blank = fitting.lastIndex(of: " "),
      fitting.distance(from: blank, to: fitting.endIndex) * 2 < limit
    else { return fitting }
    return fitting[..<blank]
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    // How emoji are joined and coloured differs from terminal to terminal; their parts do not.
    if (0xfe00...0xfe0f).contains(scalar.value) || (0x1f3fb...0x1f3ff).contains(scalar.value) {
      return true
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned: return true
    default: return false
    }
  }

  private static func columns(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x7f { return scalar.value < 0x20 ? 0 : 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return isWide(scalar.value) || scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// East Asian wide and full-width forms, by their blocks.
  private static func isWide(_ value: UInt32) -> Bool {
    switch value {
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0x4dbf, 0x4e00...0xa4cf, 0xa960...0xa97f,
      0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19, 0xfe30...0xfe6f, 0xff01...0xff60,
      0xffe0...0xffe6, 0x17000...0x18cff, 0x1b000...0x1b2ff, 0x1f200...0x1f251,
      0x1f300...0x1f64f, 0x1f900...0x1f9ff, 0x20000...0x3fffd:
      true
    default: false
    }
  }
}
