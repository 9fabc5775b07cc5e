/// Keywords with a slip of the finger: two letters in the wrong order, one too few, one doubled.
enum Typo {
  private static let keywords = [
    "export", "download", "render", "credits", "balance", "status", "progress", "preview",
    "timeline",
    "upload", "subtitles",
  ]

  /// The keyword that was meant; nil for what may be any other word.
  static func keyword(for word: String) -> String? {
    let letters = Array(word.utf8)
    return keywords.first { isSlip(letters, of: Array($0.utf8)) }
  }

  private static func isSlip(_ word: [UInt8], of keyword: [UInt8]) -> Bool {
    guard abs(word.count - keyword.count) <= 1 else { return false }
    let start = zip(word, keyword).prefix { $0 == $1 }.count
    // Slips come after the first letter.
    guard start > 0 else { return false }
    let rest = word[start...]
    let meant = keyword[start...]
    switch word.count - keyword.count {
    case -1: return rest.elementsEqual(meant.dropFirst())
    case 1: return rest.first == word[start - 1] && rest.dropFirst().elementsEqual(meant)
    default:
      return rest.count > 1 && rest.prefix(2).elementsEqual(meant.prefix(2).reversed())
        && rest.dropFirst(2).elementsEqual(meant.dropFirst(2))
    }
  }
}
