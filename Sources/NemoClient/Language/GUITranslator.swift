/// Takes the instructions for a graphical editor out of the backend's texts (contract section 15).
///
/// It keeps what describes the video, also where that is about buttons and clicks: a screen
/// recording is full of them. What tells the user where to click becomes a suggestion.
public enum GUITranslator {
  /// What is left for the user, and what was suggested.
  public struct Translation: Sendable, Hashable {
    /// May be empty, when the text was all instructions.
    public var text: String
    /// Without repetitions, in the order of the text.
    public var actions: [SuggestedAction]

    public init(text: String, actions: [SuggestedAction] = []) {
      self.text = text
      self.actions = actions
    }
  }

  /// Longer texts go through untouched, in bytes: nobody reads them, and nothing is unbounded.
  public static let maximumBytes = 1 << 18

  /// Keeps what describes the video, drops what tells where to click. In English and Chinese.
  public static func translate(_ text: String) -> Translation {
    guard text.utf8.count <= maximumBytes else { return Translation(text: text) }
    var reading = Reading()
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .compactMap { reading.line($0) }
    guard !reading.actions.isEmpty else { return Translation(text: text) }
    return Translation(text: lines.joined(separator: "\n").trimmed, actions: reading.actions)
  }

  /// The state of one translation.
  private struct Reading {
    private(set) var actions: [SuggestedAction] = []

    /// Nil for a line of which nothing is left.
    mutating func line(_ line: Substring) -> String? {
      let bullet = TextPieces.bullet(of: line)
      let body = line[bullet.endIndex...]
      var sentences: [String] = []
      for sentence in TextPieces.sentences(of: body) { sentences.append(self.sentence(sentence)) }
      let text = sentences.joined()
      return text.trimmed.isEmpty && !body.trimmedText.isEmpty ? nil : bullet + text
    }

    private mutating func sentence(_ sentence: Substring) -> String {
      var reading = SentenceReading()
      for clause in TextPieces.clauses(of: sentence) { reading.add(Clause(String(clause))) }
      for action in reading.actions where !actions.contains(action) { actions.append(action) }
      return reading.isChanged ? reading.text(endingAs: sentence) : String(sentence)
    }
  }
}

/// One sentence, clause by clause.
private struct SentenceReading {
  private(set) var actions: [SuggestedAction] = []
  private(set) var isChanged = false
  private var kept: [String] = []
  /// Whether the clause before was an instruction, which the next may go on with.
  private var isDropping = false

  mutating func add(_ clause: Clause) {
    if isDropping, let rest = GUIPhrases.afterInstruction(clause) {
      if !rest.isEmpty { kept.append(rest) }
      return
    }
    isDropping = false
    guard let instruction = GUIPhrases.instruction(in: clause) else { return keep(clause) }
    isChanged = true
    isDropping = true
    actions.append(instruction.action)
    let before = String(clause.text[..<instruction.range.lowerBound])
    if !before.trimmed.isEmpty {
      kept.append(before)
    } else if let last = kept.last, GUIPhrases.isLeadIn(Clause(last)) {
      kept.removeLast()
    }
    let after = String(clause.text[instruction.range.upperBound...])
    if !after.trimmed.isEmpty { kept.append(after) }
  }

  private mutating func keep(_ clause: Clause) {
    if GUIPhrases.invitesExport(clause) { actions.append(.export) }
    guard let place = EnglishGUI.place(in: clause) else { return kept.append(clause.text) }
    isChanged = true
    actions.append(.showTimeline)
    kept.append(clause.text.replacing(place))
  }

  /// What is left, with the end mark and the space of the original.
  func text(endingAs original: Substring) -> String {
    let separators: Set<Character> = [",", ";", "—", "–", "-", "，", "；", ":", "："]
    var text = kept.joined().trimmed
    while let last = text.last, separators.contains(last) || last.isWhitespace { text.removeLast() }
    guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return "" }
    let space = original.reversed().prefix { $0.isWhitespace }.reversed()
    let mark = original.trimmedText.last.flatMap { ".!?…。！？".contains($0) ? $0 : nil }
    if let mark, text.last.map({ !".!?…。！？".contains($0) }) ?? true { text.append(mark) }
    return text.prefix(1).uppercased() + text.dropFirst() + String(space)
  }
}

extension Substring {
  var trimmedText: String { String(self).trimmed }
}

extension String {
  /// The text without a range, and without the space before it.
  fileprivate func replacing(_ range: Range<Index>) -> String {
    var before = self[..<range.lowerBound]
    while before.last?.isWhitespace == true { before.removeLast() }
    return String(before + self[range.upperBound...])
  }
}
