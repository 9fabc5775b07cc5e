/// What Tab makes of the text before the cursor: a command, or the path of a file.
struct LineCompletion: Sendable, Hashable {
  /// What takes the place of the text before the cursor.
  var before: String
  /// What it could become, where that is more than one thing.
  var candidates: [String] = []

  struct Entry: Sendable, Hashable {
    var name: String
    var isFolder: Bool
  }

  /// More are not shown.
  static let maximumCandidates = 40

  /// - Parameters:
  ///   - commands: that a line may begin with.
  ///   - list: what stands in a folder, which is empty for the current one.
  init(
    _ before: String, commands: [String], look: FileLook, list: (_ folder: String) -> [Entry]
  ) {
    self.before = before
    let word = Self.lastWord(of: before)
    let found = Self.paths(word.text, look, list)
    let named = word.isFirst ? Self.commands(word.text, commands) : []
    let choices = named + found.map(\.path)
    guard let common = Self.commonStart(choices) else { return }
    let isDone = choices.count == 1
    let isOpen = isDone && found.first?.isFolder == true
    let text = named.isEmpty ? Self.quoted(common, word.quote) : common
    let end = isDone && !isOpen ? (word.quote.map(String.init) ?? "") + " " : ""
    self.before = before[..<word.start] + (word.quote.map(String.init) ?? "") + text + end
    if !isDone { candidates = Array((named + found.map(\.name)).prefix(Self.maximumCandidates)) }
  }

  // MARK: Words

  private struct Word {
    /// Without its quote and backslashes.
    var text: String
    var quote: Character?
    var start: String.Index
    var isFirst: Bool
  }

  /// The word that is being typed; perhaps empty.
  private static func lastWord(of line: String) -> Word {
    var word = Word(text: "", quote: nil, start: line.startIndex, isFirst: true)
    var (isInside, isEscaped) = (false, false)
    for index in line.indices {
      let character = line[index]
      if !isInside {
        guard !character.isWhitespace else { continue }
        let isFirst = line[..<index].allSatisfy(\.isWhitespace)
        let quote = "'\"".contains(character) ? character : nil
        word = Word(text: "", quote: quote, start: index, isFirst: isFirst)
        isInside = true
        if quote != nil { continue }
      }
      if isEscaped {
        word.text.append(character)
        isEscaped = false
      } else if character == "\\", word.quote != "'" {
        isEscaped = true
      } else if word.quote == nil ? character.isWhitespace : character == word.quote {
        isInside = false
      } else {
        word.text.append(character)
      }
    }
    guard !isInside else { return word }
    let isFirst = line.allSatisfy(\.isWhitespace)
    return Word(text: "", quote: nil, start: line.endIndex, isFirst: isFirst)
  }

  private static func quoted(_ text: String, _ quote: Character?) -> String {
    guard quote == nil else { return text }
    return text.reduce(into: "") { result, character in
      if " '\"\\()&;".contains(character) { result.append("\\") }
      result.append(character)
    }
  }

  // MARK: Choices

  private static func commands(_ word: String, _ commands: [String]) -> [String] {
    guard !word.isEmpty else { return [] }
    let slash = word.hasPrefix("/") ? "/" : ""
    return commands.map { slash + $0 }.filter { $0.hasPrefix(word.lowercased()) }
  }

  private static func paths(
    _ word: String, _ look: FileLook, _ list: (String) -> [Entry]
  ) -> [(path: String, name: String, isFolder: Bool)] {
    let slash = word.lastIndex(of: "/")
    let folder = slash.map { String(word[...$0]) } ?? ""
    let start = slash.map { String(word[word.index(after: $0)...]) } ?? word
    // Nothing was typed of a name: the first word may be anything.
    guard !word.isEmpty else { return [] }
    return list(look.expanded(folder))
      .filter { $0.name.hasPrefix(start) && (start.hasPrefix(".") || !$0.name.hasPrefix(".")) }
      .sorted { $0.name < $1.name }
      .map { entry in
        let end = entry.isFolder ? "/" : ""
        return (folder + entry.name + end, entry.name + end, entry.isFolder)
      }
  }

  private static func commonStart(_ choices: [String]) -> String? {
    guard var common = choices.first else { return nil }
    for choice in choices.dropFirst() {
      while !choice.hasPrefix(common) { common.removeLast() }
    }
    return common.isEmpty ? nil : common
  }
}
