/// What a message for the agent asks for besides the agent's work.
struct UserWish {
  /// A part of the message that may be a command of its own, without what joins it to the last.
  private struct Part {
    var text: Substring
    /// Where the words that join it begin.
    var joint: String.Index
  }

  private let message: String
  private let parts: [Part]

  /// Longer messages are for the agent alone, in bytes.
  private static let maximumBytes = 1 << 12

  init(_ message: String) {
    self.message = message
    parts = message.utf8.count > Self.maximumBytes ? [] : Self.parts(of: message)
  }

  /// Whether a part is that command: "crop it to 16:9 and export it".
  func asks(for intent: Intent) -> Bool {
    parts.contains { Self.request(of: $0.text).intent == intent }
  }

  /// A command at the end, to be done after the agent's work, and the message without it.
  var last: (request: Request, message: String)? {
    guard parts.count > 1, let part = parts.last, part.joint > message.startIndex,
      part.text.endIndex >= (message.lastIndex { $0.isLetter } ?? message.startIndex)
    else { return nil }
    let rest = message[..<part.joint]
    let request = Self.request(of: part.text)
    // "Icons for upload, save and export" is a list of nouns.
    guard [.export, .subtitles].contains(request.intent), !Self.namesCommand(rest),
      !Self.introducesWords(rest)
    else { return nil }
    return (request, String(rest).trimmed)
  }

  /// Whether a part asked for just this edit, and the message for more.
  ///
  /// An edit that is all of the message has been sent already: again and again it would be sent.
  func asks(forEdit instruction: String) -> Bool {
    let suggested = Self.substance(of: instruction)
    guard !suggested.isEmpty, Self.substance(of: message).count > suggested.count else {
      return false
    }
    let isMove = Self.moves(instruction)
    return parts.contains {
      let part = String($0.text)
      return Self.substance(of: part) == suggested && Self.moves(part) == isMove
    }
  }

  /// "Add a voice-over: first click New, then save": what comes after a colon is to be said or shown.
  private static func introducesWords(_ text: Substring) -> Bool {
    text.contains("：") || text.contains(": ")
  }

  private static func request(of part: Substring) -> Request {
    let text = String(part).trimmed
    return Request(command: text, NamedFiles(text)) ?? Request(.message)
  }

  private static func namesCommand(_ text: Substring) -> Bool {
    let commands = parts(of: String(text)).contains { request(of: $0.text).intent != .message }
    let words = Clause(String(text)).words.map(\.text)[...]
    return commands
      || words.indices.contains { index in
        CommandWords.lexicon.first(of: words[index...])
          .map { [.export, .upload].contains($0.1) } ?? false
      }
  }
}

// MARK: Parts

extension UserWish {
  private static let connectors: Set<String> = [
    "and", "then", "&", "finally", "afterwards", "also",
  ]
  private static let chineseConnectors = ["然后", "接着", "最后", "之后", "并且", "完成后", "再", "并", "后"]
  /// A clause with one of these asks for nothing, or not now.
  private static let hindrances: Set<String> = [
    "don't", "dont", "not", "never", "without", "no", "stop", "cancel", "before", "until", "unless",
    "if", "when", "where", "while", "says", "saying", "that", "which", "like",
  ]
  private static let chineseHindrances = ["别", "不", "没", "勿", "取消", "停止", "如果", "写", "说", "之前"]

  private static func parts(of message: String) -> [Part] {
    var parts: [Part] = []
    let quotes = TextPieces.words(of: message).filter(\.isQuoted).map(\.text)
    for line in message.split(whereSeparator: \.isNewline) {
      let clauses = TextPieces.sentences(of: line).flatMap(TextPieces.clauses)
      for clause in clauses where !isHindered(clause, quotes) { parts += cut(clause) }
    }
    return parts
  }

  /// Whether nothing in the clause is a command: it says no, or what a title is to say.
  private static func isHindered(_ clause: Substring, _ quotes: [Substring]) -> Bool {
    quotes.contains { $0.startIndex < clause.endIndex && clause.startIndex < $0.endIndex }
      || Clause(String(clause)).words.contains { hindrances.contains($0.text) }
      || chineseHindrances.contains { clause.contains($0) }
  }

  /// Cuts a clause at the words that join its parts.
  private static func cut(_ clause: Substring) -> [Part] {
    var parts: [Part] = []
    var start = clause.startIndex
    var joint = start
    var index = start
    while index < clause.endIndex {
      guard let end = endOfConnector(at: index, in: clause) else {
        index = clause.index(after: index)
        continue
      }
      parts.append(Part(text: clause[start..<index], joint: joint))
      joint = index
      start = end
      index = end
    }
    parts.append(Part(text: clause[start...], joint: joint))
    // "And then": nothing stands between the two, and the first joint counts.
    return parts.reduce(into: []) { joined, part in
      let isGap = joined.last.map { !$0.text.contains { $0.isLetter || $0.isNumber } } ?? false
      let joint = isGap ? joined.removeLast().joint : part.joint
      joined.append(Part(text: part.text, joint: joint))
    }
  }

  private static func endOfConnector(at index: Substring.Index, in clause: Substring)
    -> Substring.Index?
  {
    let rest = clause[index...]
    if rest.first?.isHan ?? false {
      let found = chineseConnectors.first(where: rest.hasPrefix)
      return found.map { clause.index(index, offsetBy: $0.count) }
    }
    let isStart =
      index == clause.startIndex || clause[clause.index(before: index)].isWhitespace
    let word = rest.prefix { !$0.isWhitespace }
    return isStart && connectors.contains(word.lowercased()) ? word.endIndex : nil
  }
}

// MARK: Substance

extension UserWish {
  private static let moves: Set<String> = [
    "drag", "drop", "move", "put", "place", "shift", "bring",
  ]
  private static let grammar: Set<String> = [
    "the", "a", "an", "to", "it", "at", "in", "on", "into", "please", "my", "your",
  ]
  private static let chineseMoves = "移拖拽放挪"
  private static let chineseGrammar = "把将动到至在请去"

  private static func moves(_ text: String) -> Bool {
    Clause(text).words.contains { moves.contains($0.text) }
      || text.contains(where: chineseMoves.contains)
  }

  /// The words that say what is to be where, in their order; of Chinese the characters.
  private static func substance(of text: String) -> [String] {
    let words = Clause(text).words.map(\.text)
    let small = chineseMoves + chineseGrammar
    let characters = text.filter { $0.isHan && !small.contains($0) }
    return words.filter { !moves.contains($0) && !grammar.contains($0) }
      + characters.map { String($0) }
  }
}
