import NemoClient

/// Which words of a command line are files and which are instructions.
///
/// With `-i`, every other word is a file. Without it, files come first: what is there is a file, and
/// so is a single word with the ending of a medium, which then is missing. The rest are
/// instructions. What could be both is an error, for a guess may cost credits.
struct EditWords {
  private(set) var files: [String] = []
  private(set) var instructions: [String] = []

  /// Endings of media that are not accepted, but that people have: better a file that is refused
  /// than an instruction that nobody meant.
  private static let otherEndings: Set<String> = [
    "flv", "wmv", "m4v", "mpg", "mpeg", "3gp", "ts", "mts", "ogv", "ogg", "flac", "wma", "opus",
    "bmp", "tiff", "tif", "heic", "svg", "pdf", "txt", "srt", "vtt", "doc", "docx", "zip",
  ]

  /// - Throws: ``EditUsageError``.
  init(_ arguments: EditArguments, _ places: Places) throws(EditUsageError) {
    guard arguments.instructions.isEmpty else {
      try Self.checkFiles(arguments.words, places)
      files = arguments.words
      return
    }
    for (index, word) in arguments.words.enumerated() {
      let needsFile = index == 0 && arguments.session == nil
      if !needsFile {
        guard try Self.isFile(word, places) else {
          instructions.append(word)
          continue
        }
      }
      guard instructions.isEmpty else {
        throw EditUsageError(
          "\"\(word)\" is a file behind an instruction. Files come first; to give each file its own "
            + "instruction, use -i once for each: nemo edit a.mp4 b.mp4 -i \"…\" -i \"…\" -o folder"
        )
      }
      files.append(word)
    }
  }

  private static func isFile(_ word: String, _ places: Places) throws(EditUsageError) -> Bool {
    let isThere = places.kind(word) != .nothing
    let hasEnding = hasEnding(word)
    if isThere && hasEnding { return true }
    if isThere || hasEnding && word.contains(where: \.isWhitespace) {
      throw EditUsageError(
        "\"\(word)\" may be a file\(isThere ? "" : " that is missing") or an instruction. "
          + "Put instructions behind -i: nemo edit clip.mp4 -i \"…\" -o out.mp4")
    }
    return hasEnding
  }

  /// What is neither there nor named like a file was meant as something else.
  private static func checkFiles(_ words: [String], _ places: Places) throws(EditUsageError) {
    for word in words where places.kind(word) == .nothing && !hasEnding(word) {
      guard word.contains(where: \.isWhitespace) || word.isEmpty else { continue }
      throw EditUsageError(
        "With -i every other word is a file, and \"\(word)\" is none. Put it behind a -i of its own, "
          + "or leave all -i away.")
    }
  }

  private static func hasEnding(_ word: String) -> Bool {
    guard let dot = word.lastIndex(of: "."), dot != word.startIndex else { return false }
    let ending = word[word.index(after: dot)...].lowercased()
    return MediaType.acceptedExtensions.contains(ending) || otherEndings.contains(ending)
  }
}
