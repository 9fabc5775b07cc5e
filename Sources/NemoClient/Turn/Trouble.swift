/// Words with which a run says that it failed. After other output they are noise. Contract section
/// 7.6.
enum Trouble {
  private static let phrase = "i encountered a temporary issue"
  /// In framework errors that were made into a text.
  private static let prefix = "error:"
  /// It ends a text, so that only so much of a long one is looked at, in characters.
  private static let searchedLength = 2_000

  /// Where trouble begins: at the start of the text, or after another sentence. Nil for a text
  /// without any, also for one that quotes the words.
  static func start(in text: String) -> String.Index? {
    let first = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    if hasPrefix(prefix, text[first...]) { return first }
    let tail = text.index(text.endIndex, offsetBy: -searchedLength, limitedBy: first)
    var index = max(first, tail ?? first)
    while index < text.endIndex {
      if isStart(index, of: text), hasPrefix(phrase, text[index...]) { return index }
      index = text.index(after: index)
    }
    return nil
  }

  private static func hasPrefix(_ words: String, _ text: Substring) -> Bool {
    text.prefix(words.count).lowercased() == words
  }

  private static func isStart(_ index: String.Index, of text: String) -> Bool {
    guard text[index] == "I" || text[index] == "i" else { return false }
    guard let last = text[..<index].last else { return true }
    guard last.isWhitespace else { return ".!?".contains(last) }
    return last.isNewline
      || text[..<index].last { !$0.isWhitespace }.map { ".!?…。！？".contains($0) } ?? true
  }
}
