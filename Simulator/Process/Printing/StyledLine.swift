/// One line for a person: pieces of text, each in a style that a terminal may show.
struct StyledLine: Equatable, Sendable {
  /// As a terminal's attribute (ECMA-48 section 8.3.117).
  enum Style: String, Sendable {
    case plain = "", dim = "2", bad = "31", strong = "1"
  }

  struct Piece: Equatable, Sendable {
    var text: String
    var style: Style
  }

  var pieces: [Piece]

  init(_ text: String = "", _ style: Style = .plain) {
    pieces = [Piece(text: text, style: style)]
  }

  init(_ pieces: [Piece]) { self.pieces = pieces }

  /// Without styles and without spaces at the end.
  var text: String {
    var text = pieces.map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// With the styles as escape sequences.
  var coloured: String {
    pieces.map { piece in
      piece.style == .plain || piece.text.allSatisfy { $0 == " " }
        ? piece.text : "\u{1b}[\(piece.style.rawValue)m\(piece.text)\u{1b}[0m"
    }.joined()
  }
}
