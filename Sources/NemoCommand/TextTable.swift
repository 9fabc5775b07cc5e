/// Rows of words as lines whose columns begin at the same place.
struct TextTable {
  let lines: [String]

  private static let gap = "  "

  init(_ rows: [[String]]) {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? Self.width(of: $0[column]) : 0 }.max() ?? 0
    }
    lines = rows.map { row in
      let cells = row.enumerated().map { column, text in
        column == row.count - 1
          ? text : text + String(repeating: " ", count: widths[column] - Self.width(of: text))
      }
      return cells.joined(separator: Self.gap)
    }
  }

  /// In columns of a terminal: a Chinese character takes two (Unicode Standard Annex 11, as far as
  /// these texts need it).
  static func width(of text: String) -> Int {
    text.reduce(0) { $0 + width(of: $1) }
  }

  /// As much of the text as fits.
  static func prefix(of text: String, width limit: Int) -> String {
    var width = 0
    return String(
      text.prefix { character in
        width += Self.width(of: character)
        return width <= limit
      })
  }

  private static func width(of character: Character) -> Int {
    guard let scalar = character.unicodeScalars.first else { return 0 }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
