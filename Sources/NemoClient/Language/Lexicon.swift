/// Phrases and what they mean, to be read from the front of a text, the longest first.
struct Lexicon<Meaning: Hashable & Sendable>: Sendable {
  private var english: [String: [(words: [String], meaning: Meaning)]] = [:]
  private var chinese: [Character: [(phrase: String, meaning: Meaning)]] = [:]

  /// - Parameter entries: phrases with commas between them. Of equal ones the first counts.
  init(_ entries: [(Meaning, String)]) {
    for (meaning, phrases) in entries {
      for phrase in phrases.split(separator: ",") { add(phrase, meaning) }
    }
    // Both sorts keep the order of equals.
    english = english.mapValues { $0.sorted { $0.words.count > $1.words.count } }
    chinese = chinese.mapValues { $0.sorted { $0.phrase.count > $1.phrase.count } }
  }

  private mutating func add(_ phrase: Substring, _ meaning: Meaning) {
    let words = phrase.split(whereSeparator: \.isWhitespace).map(String.init)
    guard let first = words.first, let character = first.first else { return }
    if character.isHan {
      chinese[character, default: []].append((first, meaning))
    } else {
      english[first, default: []].append((words, meaning))
    }
  }

  /// What the phrases of a text mean; nil for a text with any word that is not known here.
  ///
  /// - Parameter correction: the word that was meant by one that is not known.
  func meanings(
    of text: String, correction: (String) -> String? = { _ in nil }
  ) -> Set<Meaning>? {
    guard !text.contains(where: Self.isForeign),
      let words = meanings(of: Clause(text).words.map(\.text), correction),
      let characters = meanings(ofChinese: SimplifiedScript.of(text.filter(\.isHan)))
    else { return nil }
    return words.union(characters)
  }

  private func meanings(
    of words: [String], _ correction: (String) -> String?
  ) -> Set<Meaning>? {
    var meanings: Set<Meaning> = []
    var rest = words[...]
    while let word = rest.first {
      let found = first(of: rest) ?? correction(word).flatMap { first(of: [$0]) }
      guard let (length, meaning) = found else { return nil }
      meanings.insert(meaning)
      rest = rest.dropFirst(length)
    }
    return meanings
  }

  private func meanings(ofChinese text: String) -> Set<Meaning>? {
    var meanings: Set<Meaning> = []
    var rest = text[...]
    while !rest.isEmpty {
      guard let (length, meaning) = first(of: rest) else { return nil }
      meanings.insert(meaning)
      rest = rest.dropFirst(length)
    }
    return meanings
  }

  /// The phrase at the front of some words in lower case, with its length in words.
  func first(of words: ArraySlice<String>) -> (Int, Meaning)? {
    guard let word = words.first else { return nil }
    let found = english[word]?.first { words.starts(with: $0.words) }
    return found.map { ($0.words.count, $0.meaning) }
  }

  /// The phrase at the front of a Chinese text, with its length in characters.
  func first(of text: Substring) -> (Int, Meaning)? {
    guard let character = text.first else { return nil }
    let found = chinese[character]?.first { text.hasPrefix($0.phrase) }
    return found.map { ($0.phrase.count, $0.meaning) }
  }

  /// A letter of a script that has no phrases here: what it says is not known.
  private static func isForeign(_ character: Character) -> Bool {
    !character.isASCII && character.isLetter && !character.isHan
  }
}

extension Character {
  /// An ideograph, or a letter of the same blocks.
  var isHan: Bool { unicodeScalars.contains { (0x3400..<0xfb00).contains($0.value) } }
}
