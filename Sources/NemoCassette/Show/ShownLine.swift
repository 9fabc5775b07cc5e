/// One line for a person: text in pieces, each with a tone that a terminal may show as a colour.
package struct ShownLine: Sendable, Hashable {
  package enum Tone: Sendable, Hashable {
    case plain, dim, good, bad, strong, accent
  }

  package struct Span: Sendable, Hashable {
    package var text: String
    package var tone: Tone
  }

  package var spans: [Span]

  package init(_ text: String = "", _ tone: Tone = .plain) {
    spans = [Span(text: Self.onOneLine(text), tone: tone)]
  }

  /// Without tones and without spaces at the end.
  package var text: String {
    var text = spans.map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  package static func + (one: ShownLine, other: ShownLine) -> ShownLine {
    var line = one
    line.spans += other.spans
    return line
  }

  package static func += (one: inout ShownLine, other: ShownLine) { one = one + other }

  /// What a tape holds must neither break a line nor steer the terminal.
  private static func onOneLine(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }
}
