/// Rows under headings, as wide as their content; columns that may be wrapped are, to fit a width.
struct TextTable {
  struct Column {
    var title: String
    var style: StyledLine.Style
    var wraps: Bool

    init(_ title: String, _ style: StyledLine.Style = .plain, wraps: Bool = false) {
      self.title = title
      self.style = style
      self.wraps = wraps
    }
  }

  private static let gap = 2
  /// Narrower than this nothing is wrapped any further: the line is too long then.
  private static let narrowest = 16

  private let columns: [Column]
  private let rows: [[String]]

  /// - Parameter rows: each has a cell for every column.
  init(_ columns: [Column], _ rows: [[String]]) {
    self.columns = columns
    self.rows = rows
  }

  /// How many columns of a terminal it takes when nothing is wrapped.
  var width: Int { natural.reduce(0, +) + Self.gap * (columns.count - 1) }

  /// - Parameter width: in columns of a terminal; nil wraps nothing.
  func lines(width: Int?) -> [StyledLine] {
    let widths = widths(in: width)
    let heading = columns.indices.map { index in
      StyledLine.Piece(text: padded(columns[index].title, index, widths), style: .dim)
    }
    return [StyledLine(heading)] + rows.flatMap { lines(of: $0, widths) }
  }

  private var natural: [Int] {
    columns.indices.map { index in
      rows.reduce(columns[index].title.count) { max($0, $1[index].count) }
    }
  }

  private func widths(in width: Int?) -> [Int] {
    var widths = natural
    guard let width else { return widths }
    for _ in 0..<max(0, self.width - width) {
      // Always from the widest, so that those that are wrapped end about equally wide.
      let wrapped = columns.indices.filter { columns[$0].wraps && widths[$0] > Self.narrowest }
      guard let widest = wrapped.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private func lines(of row: [String], _ widths: [Int]) -> [StyledLine] {
    let cells = zip(row, zip(columns, widths)).map { text, layout in
      layout.0.wraps ? Self.wrap(text, layout.1) : [text]
    }
    return (0..<(cells.map(\.count).max() ?? 0)).map { line in
      StyledLine(
        cells.indices.map { index in
          let text = line < cells[index].count ? cells[index][line] : ""
          return .init(text: padded(text, index, widths), style: columns[index].style)
        })
    }
  }

  /// With the gap to the next column; nothing follows the last one, so that no line is too wide.
  private func padded(_ text: String, _ column: Int, _ widths: [Int]) -> String {
    guard column + 1 < columns.count else { return text }
    return text + String(repeating: " ", count: max(0, widths[column] - text.count) + Self.gap)
  }

  /// Breaks between words; a word that is longer than a line stands alone and sticks out.
  static func wrap(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(last) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines.isEmpty ? [""] : lines
  }
}
