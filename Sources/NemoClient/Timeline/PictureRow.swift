/// What stands in a cell of a picture, for its colour.
enum PictureInk: Hashable {
  case plain, faint, label
  case bar(TimelineLayout.Kind)

  /// The parameters of the escape sequence "Select Graphic Rendition" (ECMA-48, section 8.3.117).
  var code: String? {
    switch self {
    case .plain: nil
    case .faint: "2"
    case .label: "1"
    case .bar(.video): "34"
    case .bar(.sound): "32"
    case .bar(.text): "33"
    case .bar(.other): "35"
    }
  }
}

/// One line of the time part of a picture, cell by cell. Nothing is ever put outside.
struct PictureRow {
  /// A cell holds one character, or nothing behind a wide one.
  private(set) var cells: [(text: String, ink: PictureInk)]

  init(columns: Int) {
    cells = Array(repeating: (" ", .plain), count: columns)
  }

  /// Whether so many columns from there hold nothing yet.
  func isFree(_ start: Int, _ count: Int) -> Bool {
    start >= 0 && start + count <= cells.count
      && cells[start..<start + count].allSatisfy { $0.text == " " }
      && (start == 0 || cells[start - 1].text == " ")
  }

  /// Writes as much as there is room for.
  mutating func put(_ text: String, at start: Int, _ ink: PictureInk) {
    var column = start
    for character in text {
      let width = DisplayText.columns(character)
      guard column >= 0, width > 0, column + width <= cells.count else { continue }
      cells[column] = (String(character), ink)
      if width == 2 { cells[column + 1] = ("", ink) }
      column += width
    }
  }

  /// A bar begins with half a cell, so that neighbours stand apart.
  mutating func draw(_ bar: TimelineLayout.Bar, _ span: Range<Int>, _ kind: TimelineLayout.Kind) {
    for column in span {
      cells[column] = (column == span.lowerBound ? "▐" : Self.fill(kind), .bar(kind))
    }
  }

  /// Writes what the bar is called: into it where it fits, else behind it, else as much as fits.
  mutating func label(_ bar: TimelineLayout.Bar, _ span: Range<Int>, freeUntil end: Int) {
    let inside = span.count - 4
    let behind = end - span.upperBound - 1
    let texts = [bar.detail, bar.title]
    if let text = texts.first(where: { DisplayText.columns($0) <= inside }) {
      put(" \(text) ", at: span.lowerBound + 1, .label)
    } else if let text = texts.first(where: { DisplayText.columns($0) <= behind }) {
      put(text, at: span.upperBound + 1, .label)
    } else if inside >= Self.shortestCut {
      put(" \(DisplayText.cut(bar.title, columns: inside)) ", at: span.lowerBound + 1, .label)
    }
  }

  /// A name that is cut to less says nothing.
  private static let shortestCut = 3

  /// Kinds differ without colour too.
  private static func fill(_ kind: TimelineLayout.Kind) -> String {
    switch kind {
    case .video: "█"
    case .sound: "▓"
    case .text: "▒"
    case .other: "░"
    }
  }
}

/// A whole line of a picture.
struct PictureLine {
  private let parts: [(text: String, ink: PictureInk)]

  /// A line of text, cut to the width.
  init(_ text: String, _ width: Int) {
    parts = [(DisplayText.cut(text, columns: width), .plain)]
  }

  init(name: String, _ columns: Int, _ row: PictureRow) {
    let end = row.cells.lastIndex { $0.text != " " }.map { $0 + 1 } ?? 0
    parts = [(DisplayText.padded(name, columns: columns) + " ", .plain)] + row.cells.prefix(end)
  }

  var plain: String { parts.map(\.text).joined() }

  var coloured: String {
    var text = ""
    var current = PictureInk.plain
    for part in parts where !part.text.isEmpty {
      if part.ink != current {
        text += current.code == nil ? "" : "\u{1b}[0m"
        text += part.ink.code.map { "\u{1b}[\($0)m" } ?? ""
        current = part.ink
      }
      text += part.text
    }
    return text + (current.code == nil ? "" : "\u{1b}[0m")
  }
}
