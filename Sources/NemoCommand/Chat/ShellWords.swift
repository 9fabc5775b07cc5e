/// A line in words, as a shell would read them: quotes and backslashes keep a name with spaces
/// together. Unlike a shell it takes any line: an apostrophe in a word is an apostrophe.
struct ShellWords: Sendable {
  struct Word: Sendable, Hashable {
    /// Without the quotes and backslashes.
    var text: String
    /// Where it stands in the line, with them.
    var range: Range<String.Index>
    var isQuoted: Bool
  }

  let words: [Word]

  init(_ line: String) {
    var words: [Word] = []
    var index = line.startIndex
    while let start = line[index...].firstIndex(where: { !$0.isWhitespace }) {
      let word = Self.word(in: line, at: start)
      words.append(word)
      index = word.range.upperBound
    }
    self.words = words
  }

  private static func word(in line: String, at start: String.Index) -> Word {
    if let quote = closing(line[start]),
      let end = end(of: quote, in: line, from: line.index(after: start))
    {
      let inner = line[line.index(after: start)..<end]
      let text = quote == "\"" ? unescaped(inner, only: "\"\\$`") : String(inner)
      return Word(text: text, range: start..<line.index(after: end), isQuoted: true)
    }
    let end = bareEnd(in: line, from: start)
    return Word(text: unescaped(line[start..<end]), range: start..<end, isQuoted: false)
  }

  private static func closing(_ character: Character) -> Character? {
    switch character {
    case "'", "\"": character
    case "“": "”"
    case "‘": "’"
    default: nil
    }
  }

  /// The closing quote: one that a space, the end or another quote follows.
  private static func end(
    of quote: Character, in line: String, from start: String.Index
  ) -> String.Index? {
    var index = start
    while index < line.endIndex {
      let next = line.index(after: index)
      if line[index] == "\\", quote == "\"", next < line.endIndex {
        index = line.index(after: next)
        continue
      }
      if line[index] == quote, next == line.endIndex || isEnd(line[next]) {
        return index > start ? index : nil
      }
      index = next
    }
    return nil
  }

  private static func isEnd(_ character: Character) -> Bool {
    character.isWhitespace || "'\",;，。；、".contains(character)
  }

  private static func bareEnd(in line: String, from start: String.Index) -> String.Index {
    var index = start
    while index < line.endIndex, !line[index].isWhitespace {
      let next = line.index(after: index)
      index = line[index] == "\\" && next < line.endIndex ? line.index(after: next) : next
    }
    return index
  }

  /// - Parameter only: what a backslash stands before; nil for anything.
  private static func unescaped(_ text: Substring, only escapable: String? = nil) -> String {
    var result = ""
    var rest = text
    while let character = rest.popFirst() {
      if character == "\\", let next = rest.first, escapable?.contains(next) ?? true {
        result.append(rest.removeFirst())
      } else {
        result.append(character)
      }
    }
    return result
  }
}
