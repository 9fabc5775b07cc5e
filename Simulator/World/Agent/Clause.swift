/// A part of a message that asks for one thing.
struct Clause: Sendable, Hashable {
  /// In lower case; quotations and file names are masked, so that words in them mean nothing.
  var text: String
  /// What stood in quotation marks.
  var quotes: [String] = []
  /// The masked text as it was written.
  var original: String
  /// The word between it and the clause before it.
  var joint = ""

  static let quoteMask: Character = "\u{1}"
  static let fileMask: Character = "\u{2}"
  /// Before words that were a sentence of their own.
  static let breakMark: Character = "\u{3}"

  /// Whether a word, or one that begins so, stands in the text. Chinese words stand anywhere.
  func has(_ words: String...) -> Bool { words.contains { position(of: $0) != nil } }

  func hasAny(_ words: [String]) -> Bool { words.contains { position(of: $0) != nil } }

  /// Where the word begins, in bytes. A word with a blank at its end must end there.
  func position(of word: String) -> Int? {
    var (text, word) = (text, word)
    return text.withUTF8 { text in
      word.withUTF8 { Self.position(of: $0, in: text) }
    }
  }

  /// By bytes, because a message is asked for hundreds of words.
  private static func position(
    of word: UnsafeBufferPointer<UInt8>, in text: UnsafeBufferPointer<UInt8>
  ) -> Int? {
    let isWhole = word.last == UInt8(ascii: " ")
    let word = word.prefix(isWhole ? word.count - 1 : word.count)
    guard let first = word.first, text.count >= word.count else { return nil }
    let isLatin = isLetter(first)
    for start in 0...(text.count - word.count) where text[start] == first {
      let end = start + word.count
      guard text[start..<end].elementsEqual(word) else { continue }
      if isLatin, start > 0, isLetter(text[start - 1]) { continue }
      if isWhole, end < text.count, isLetter(text[end]) { continue }
      return start
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// As it was written; files go by "the file".
  var unmasked: String {
    var quotes = quotes[...]
    return original.reduce(into: "") { text, character in
      switch character {
      case Self.quoteMask: text += "\"\(quotes.popFirst() ?? "")\""
      case Self.fileMask: text += "the file"
      case Self.breakMark: break
      default: text.append(character)
      }
    }
  }

  /// Whether words go on with what a clause says, or begin anew.
  enum Place: Sendable { case within, afterwards }

  mutating func append(_ other: Clause, as place: Place = .within) {
    let isPlain = other.joint.isEmpty || other.joint == "without"
    var joint = isPlain ? " " : " \(other.joint) "
    // 再 of 再见 is part of a word.
    if other.joint.first?.isASCII == false { joint = other.joint }
    if place == .afterwards { joint = " \(Self.breakMark) " }
    text += joint + other.text
    original += joint + other.original
    quotes += other.quotes
  }
}

/// Cuts a message into clauses.
enum ClauseSplitter {
  static let clauseLimit = 40

  /// Pairs of quotation marks; a single straight quote counts only at the edge of a word.
  private static let quotePairs: [(open: Character, close: Character)] = [
    ("\"", "\""), ("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ("‘", "’"), ("'", "'"),
  ]

  /// Words between clauses. The longer ones come first.
  private static let joints = [
    " and then ", " and also ", " and ", " but ", " then ", " also ", " with ", " plus ", " & ",
    " without ",
    "并且",
    "然后", "同时", "接着", "以及", "但是", "但", "再", "并", "和",
  ]

  /// The joints by what they begin with, in their order: most characters begin none.
  private static let jointsByStart = Dictionary(grouping: joints, by: \.first)

  static func clauses(of message: String, filenames: [String]) -> [Clause] {
    var masked = maskQuotes(message)
    for name in filenames where !name.isEmpty {
      masked.text = replace(name, by: String(Clause.fileMask), in: masked.text)
    }
    var pieces = [""]
    var joints = [""]
    var rest = Substring(masked.text)
    while let character = rest.first {
      if let joint = joint(at: rest, beginningWith: character) {
        // Unlike the others, this one means something to its clause.
        pieces.append(joint == " without " ? "without" : "")
        joints.append(joint.trimmed)
        // The blank at the joint's end may begin the next joint.
        rest = rest.dropFirst(joint.count - (joint.hasSuffix(" ") ? 1 : 0))
        continue
      }
      rest.removeFirst()
      if isBoundary(character, before: rest.first) {
        pieces.append("")
        joints.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return clauses(of: pieces, joints, masked.quotes)
  }

  private static func joint(
    at rest: Substring, beginningWith character: Character
  ) -> String? {
    jointsByStart[character]?.first { rest.lowercased(prefix: $0.count) == $0 }
  }

  private static func clauses(
    of pieces: [String], _ joints: [String], _ quotes: [String]
  ) -> [Clause] {
    var quotes = quotes[...]
    var clauses: [Clause] = []
    for (piece, joint) in zip(pieces, joints).prefix(clauseLimit) {
      let text = piece.trimmed
      let count = text.count { $0 == Clause.quoteMask }
      let own = Array(quotes.prefix(count))
      quotes = quotes.dropFirst(count)
      guard !text.isEmpty else { continue }
      clauses.append(
        Clause(text: text.lowercased(), quotes: own, original: text, joint: joint))
    }
    return clauses
  }

  private static func isBoundary(_ character: Character, before next: Character?) -> Bool {
    if "，。；、！？;!?\n".contains(character) { return true }
    // A point or a comma inside a number, a ratio or a name is none.
    return (character == "." || character == ",") && (next?.isWhitespace ?? true)
  }

  private static func maskQuotes(_ message: String) -> (text: String, quotes: [String]) {
    var text = ""
    var quotes: [String] = []
    var rest = Substring(message)
    while let character = rest.popFirst() {
      let isEdge = character != "'" || (text.last?.isWhitespace ?? true)
      if isEdge, let pair = quotePairs.first(where: { $0.open == character }),
        let end = close(of: pair.close, in: rest)
      {
        quotes.append(String(rest[..<end]).trimmed)
        text.append(Clause.quoteMask)
        rest = rest[rest.index(after: end)...]
      } else {
        text.append(character)
      }
    }
    return (text, quotes)
  }

  private static func close(of mark: Character, in rest: Substring) -> Substring.Index? {
    rest.indices.first { index in
      guard rest[index] == mark else { return false }
      let next = rest.index(after: index)
      return mark != "'" || next == rest.endIndex || !rest[next].isLetter
    }
  }

  private static func replace(_ name: String, by mask: String, in text: String) -> String {
    let name = name.lowercased()
    var output = ""
    var rest = Substring(text)
    while let first = rest.first {
      if name.hasPrefix(first.lowercased()), rest.lowercased(prefix: name.count) == name {
        output += mask
        rest = rest.dropFirst(name.count)
      } else {
        output.append(rest.removeFirst())
      }
    }
    return output
  }
}

extension Substring {
  fileprivate func lowercased(prefix length: Int) -> String { prefix(length).lowercased() }
}
