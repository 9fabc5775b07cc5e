/// The paths and addresses that a text names, and the text without them.
struct NamedFiles {
  private(set) var files: [String] = []
  /// What is left of the text.
  private(set) var rest = ""

  init(_ text: String) {
    var words: [Substring] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      if Self.isPath(word) { files.append(String(word)) } else { words.append(word) }
    }
    rest = words.joined(separator: " ")
  }

  private static func isPath(_ word: Substring) -> Bool {
    word.contains("/") || word.dropFirst().dropLast().contains(".")
  }
}
