/// A text that has nothing but the words of commands, and what it comes to.
struct CommandReading {
  private var meanings: Set<CommandWords.Meaning> = []
  /// "Is it …", "has it …", "…了吗".
  private let isAsking: Bool
  private let hasQuestionMark: Bool

  /// Nil for a text with any other word.
  init?(_ text: String, _ lexicon: Lexicon) {
    let words = Clause(text).words.map(\.text)
    let askers: Set<String> = ["is", "are", "was", "were", "has", "have", "did", "do"]
    isAsking =
      words.first.map(askers.contains) ?? false || text.contains("了吗") || text.contains("了没")
    hasQuestionMark = text.contains { "?？吗".contains($0) }
    guard !text.contains(where: Self.isForeign), readEnglish(words, lexicon),
      readChinese(SimplifiedScript.of(text.filter(\.isHan)), lexicon)
    else { return nil }
  }

  /// A question about an export is a question; only the plain wish renders.
  var intent: Intent {
    func says(_ meaning: CommandWords.Meaning) -> Bool { meanings.contains(meaning) }
    if says(.credits) { return .credits }
    if says(.status) { return .status }
    if says(.settled), isAsking { return .status }
    if says(.subtitleFile) { return .subtitles }
    if says(.captions) { return says(.export) ? .subtitles : .message }
    if says(.export) { return .export }
    if says(.upload) { return .upload }
    if says(.timeline) || says(.show) && says(.product) { return .status }
    if says(.send), says(.product) { return .export }
    return says(.settled) && hasQuestionMark ? .status : .message
  }

  private mutating func readEnglish(_ words: [String], _ lexicon: Lexicon) -> Bool {
    var rest = words[...]
    while !rest.isEmpty {
      let slip = rest.first.flatMap(Typo.keyword)
      let found = lexicon.first(of: rest) ?? slip.flatMap { lexicon.first(of: [$0]) }
      guard let (length, meaning) = found else { return false }
      meanings.insert(meaning)
      rest = rest.dropFirst(length)
    }
    return true
  }

  private mutating func readChinese(_ text: String, _ lexicon: Lexicon) -> Bool {
    var rest = text[...]
    while !rest.isEmpty {
      guard let (length, meaning) = lexicon.first(of: rest) else { return false }
      meanings.insert(meaning)
      rest = rest.dropFirst(length)
    }
    return true
  }

  /// A letter of a script that has no keywords here: what it says is not known.
  private static func isForeign(_ character: Character) -> Bool {
    !character.isASCII && character.isLetter && !character.isHan
  }
}

extension Character {
  /// An ideograph, or a letter of the same blocks.
  var isHan: Bool { unicodeScalars.contains { (0x3400..<0xfb00).contains($0.value) } }
}
