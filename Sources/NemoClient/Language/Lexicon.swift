/// Phrases and what they mean, to be read from the front of a text, the longest first.
struct Lexicon {
  typealias Meaning = CommandWords.Meaning

  private var english: [String: [(words: [String], meaning: Meaning)]] = [:]
  private var chinese: [Character: [(phrase: String, meaning: Meaning)]] = [:]

  /// - Parameter entries: phrases with commas between them. Of equal ones the first counts.
  init(_ entries: [(Meaning, String)]) {
    for (meaning, phrases) in entries {
      for phrase in phrases.split(separator: ",") {
        let words = phrase.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first, let character = first.first else { continue }
        if character.isASCII {
          english[first, default: []].append((words, meaning))
        } else {
          chinese[character, default: []].append((first, meaning))
        }
      }
    }
    // Both sorts keep the order of equals.
    english = english.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    chinese = chinese.mapValues { $0.sorted { $0.phrase.count > $1.phrase.count } }
  }

  /// The phrase at the front of some words in lower case, with its length in words.
  func first(of words: ArraySlice<String>) -> (Int, Meaning)? {
    guard let word = words.first else { return nil }
    let found = english[word]?.first { words.starts(with: $0.words) }
    return found.map { ($0.words.count, $0.meaning) }
  }

  /// The phrase at the front of a text, with its length in characters.
  func first(of text: Substring) -> (Int, Meaning)? {
    guard let character = text.first else { return nil }
    let found = chinese[character]?.first { text.hasPrefix($0.phrase) }
    return found.map { ($0.phrase.count, $0.meaning) }
  }
}
