/// A piece of a sentence, with its words.
struct Clause {
  /// The piece as it is, with its punctuation and space.
  let text: String
  /// Its words in Latin script, lower case.
  let words: [Word]

  struct Word {
    let text: String
    let isCapitalised: Bool
    /// Whether a quote or a bracket stands right before it.
    let isQuoted: Bool
    let start: String.Index
  }

  init(_ text: String) {
    self.text = text
    words = Self.words(of: text)
  }

  private static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard isPart(text[index]) else {
        index = text.index(after: index)
        continue
      }
      let end = text[index...].firstIndex { !isPart($0) } ?? text.endIndex
      let word = text[index..<end]
      let before = index > text.startIndex ? text[text.index(before: index)] : " "
      words.append(
        Word(
          text: word.lowercased().replacingCurlyApostrophes,
          isCapitalised: word.first?.isUppercase ?? false,
          isQuoted: "\"'“‘「『[*`(【".contains(before), start: index))
      index = end
    }
    return words
  }

  private static func isPart(_ character: Character) -> Bool {
    character.isASCIIAlphanumeric || character == "-" || character == "'" || character == "’"
  }
}

extension String {
  fileprivate var replacingCurlyApostrophes: String {
    String(map { $0 == "’" ? "'" : $0 })
  }
}
