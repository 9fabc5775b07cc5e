/// A text that has nothing but the words of commands, and what it comes to.
struct CommandReading {
  private let meanings: Set<CommandWords.Meaning>
  /// "Is it …", "has it …", "…了吗".
  private let isAsking: Bool
  private let hasQuestionMark: Bool

  private static let askers: Set<String> = ["is", "are", "was", "were", "has", "have", "did", "do"]

  /// Nil for a text with any other word.
  init?(_ text: String) {
    let found = CommandWords.lexicon.meanings(of: text, correction: Typo.keyword)
    guard let found else { return nil }
    meanings = found
    let first = Clause(text).words.first?.text
    isAsking = first.map(Self.askers.contains) ?? false || Self.endsAsking(text)
    hasQuestionMark = text.contains { "?？吗".contains($0) }
  }

  /// "…了吗" at the end: after "可以下载了吗" may stand a wish.
  private static func endsAsking(_ text: String) -> Bool {
    let characters = SimplifiedScript.of(text.filter(\.isHan))
    return ["了吗", "了没", "了没有"].contains(where: characters.hasSuffix)
  }

  /// A question about an export is a question; only the plain wish renders.
  var intent: Intent {
    // "Start with the credits": those of a film.
    if says(.credits) { return says(.with) || says(.begin) ? .message : .credits }
    if says(.status) { return .status }
    if says(.settled), isAsking { return .status }
    if says(.subtitleFile) { return .subtitles }
    if says(.captions), !says(.with) { return says(.export) ? .subtitles : .message }
    if says(.export) { return .export }
    if says(.upload) { return .upload }
    if says(.timeline) || says(.show) && says(.product) { return .status }
    if says(.send), says(.product) { return .export }
    return says(.settled) && hasQuestionMark ? .status : .message
  }

  private func says(_ meaning: CommandWords.Meaning) -> Bool { meanings.contains(meaning) }
}
