/// The words of a voice-over.
enum Script {
  /// Assumed speaking rates: 150 English words or 240 Chinese characters a minute.
  static let millisecondsPerWord = 400
  static let millisecondsPerCharacter = 250
  static let shortestMilliseconds = 1_000

  /// A short script out of what is known of the draft, which is not much.
  static func describing(_ draft: Draft, in language: Language) -> String {
    let seconds = Wording.seconds(draft.pictureDuration)
    switch language {
    case .english: return "This is \(draft.title). It takes \(seconds) seconds."
    case .chinese: return "这是\(draft.title)。全长\(seconds)秒。"
    }
  }

  static func spokenMilliseconds(_ text: String) -> Int {
    let characters = text.unicodeScalars.filter { (0x4e00...0x9fff).contains($0.value) }.count
    let words = text.split { $0.isWhitespace }.filter { word in
      word.unicodeScalars.contains { $0.properties.isAlphabetic && $0.value < 0x4e00 }
    }
    return max(
      shortestMilliseconds,
      words.count * millisecondsPerWord + characters * millisecondsPerCharacter)
  }

  /// Sentences with their marks, for captions.
  static func sentences(of text: String) -> [String] {
    var sentences: [String] = []
    var current = ""
    var rest = Substring(text)
    while let character = rest.popFirst() {
      current.append(character)
      let isEnd =
        "。！？".contains(character)
        || (".!?".contains(character) && (rest.first?.isWhitespace ?? true))
      if isEnd { flush() }
    }
    flush()
    return sentences

    func flush() {
      let sentence = current.trimmed
      if !sentence.isEmpty { sentences.append(sentence) }
      current = ""
    }
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
