import NemoClient

/// Rows of words as lines whose columns begin at the same place.
struct TextTable {
  let lines: [String]

  private static let gap = "  "

  init(_ rows: [[String]]) {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { column < $0.count ? DisplayText.columns($0[column]) : 0 }.max() ?? 0
    }
    lines = rows.map { row in
      let cells = row.enumerated().map { column, text in
        column == row.count - 1
          ? text : DisplayText.padded(text, columns: widths[column])
      }
      return cells.joined(separator: Self.gap)
    }
  }
}
