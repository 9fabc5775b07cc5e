/// The paths and addresses that a text names, and the text without them.
struct NamedFiles {
  /// What can be nothing else than a path or an address.
  private(set) var files: [String] = []
  /// The same with the names after "to" and "as", which an export is saved under.
  private(set) var names: [String] = []
  /// What is left of the text.
  private(set) var rest = ""
  /// Whether something stands in quotes that names no file: what a title is to say, for example.
  private(set) var quotesText = false

  init(_ text: String) {
    for piece in TextPieces.words(of: text) {
      if piece.isQuoted { addQuoted(piece.text) } else { add(piece.text) }
    }
  }

  private mutating func addQuoted(_ text: Substring) {
    if FileName.isCertain(text) {
      found(text)
    } else if endsWithPreposition {
      names.append(String(text))
    } else {
      quotesText = true
      keep(text)
    }
  }

  private mutating func add(_ word: Substring) {
    let bare = FileName.withoutMarks(word)
    if FileName.isCertain(bare) {
      let command = FileName.commandLength(bare)
      if command > 0 { keep(bare.prefix(command)) }
      found(bare.dropFirst(command))
    } else if let end = FileName.endBeforeHan(bare) {
      add(bare[..<end])
      add(bare[end...])
    } else if bare.contains("/"), endsWithPreposition {
      names.append(String(bare))
    } else {
      keep(word)
    }
  }

  private mutating func found(_ file: Substring) {
    files.append(String(file))
    names.append(String(file))
  }

  private mutating func keep(_ word: Substring) {
    rest += rest.isEmpty ? word : " " + word
  }

  private var endsWithPreposition: Bool {
    if let last = rest.last, "到为成至".contains(last) { return true }
    let word = rest.split(separator: " ").last?.lowercased() ?? ""
    return ["to", "as", "in", "into", "at", "named", "called", "under"].contains(word)
  }
}

/// What a path and an address look like.
private enum FileName {
  /// Besides what the backend takes: what people have and what this client writes.
  private static let otherExtensions: Set<String> = [
    "m4v", "wmv", "flv", "mpg", "mpeg", "3gp", "heic", "svg", "bmp", "tiff", "ogg", "flac", "srt",
    "vtt", "txt", "pdf", "json", "zip",
  ]

  private static let starts = ["http://", "https://", "file://", "www.", "~/", "./", "../"]

  static func isCertain(_ word: Substring) -> Bool {
    if starts.contains(where: { word.hasPrefix($0) && word.count > $0.count }) { return true }
    if word.hasPrefix("/"), word.dropFirst().contains("/") { return true }
    return hasKnownExtension(word)
  }

  private static func hasKnownExtension(_ word: Substring) -> Bool {
    guard let dot = word.lastIndex(of: "."), dot > word.startIndex else { return false }
    let name = word[word.index(after: dot)...].lowercased()
    return MediaType.ofFile(named: String(word)) != nil || otherExtensions.contains(name)
  }

  static func withoutMarks(_ word: Substring) -> Substring {
    let marks = ",;:!?，。；：！？、…()（）[]"
    let start = word.drop { marks.contains($0) }
    guard let end = start.lastIndex(where: { !marks.contains($0) && $0 != "." }) else { return "" }
    return start[...end]
  }

  /// How much of "上传我的录屏.mp4" is the command; there are no spaces to tell.
  static func commandLength(_ word: Substring) -> Int {
    guard word.first?.isHan ?? false else { return 0 }
    var length = 0
    var read = 0
    while let (count, meaning) = CommandWords.lexicon.first(of: word.dropFirst(read)) {
      let isEnd = word.dropFirst(read).first.map { "把将到为成至".contains($0) } ?? false
      read += count
      guard isCertain(word.dropFirst(read)) else { break }
      if isEnd || meaning != .small && meaning != .product { length = read }
    }
    return length
  }

  /// Where "a.mp4导出来" goes on after the file.
  static func endBeforeHan(_ word: Substring) -> Substring.Index? {
    guard let dot = word.lastIndex(of: ".") else { return nil }
    let end = word[dot...].dropFirst().firstIndex { !$0.isASCIIAlphanumeric } ?? word.endIndex
    guard end < word.endIndex, word[end].isHan, isCertain(word[..<end]) else { return nil }
    return end
  }
}
