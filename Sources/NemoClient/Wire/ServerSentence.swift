/// What the server says, made fit to be read by a person (contract section 18: no tokens, no ids,
/// no JSON).
enum ServerSentence {
  /// The longest sentence that is passed on, in characters.
  static let maximumLength = 300
  /// How much of a text is looked at.
  private static let maximumScanned = 4_096

  /// The sentence without secrets; nil when nothing readable is left.
  static func readable(_ text: String) -> String? {
    let flat = String(text.unicodeScalars.prefix(maximumScanned).map(flattened))
    let trimmed = flat.split(separator: " ").joined(separator: " ")
    // JSON and HTML are for machines.
    if let first = trimmed.first, "{[<".contains(first) { return nil }
    let masked = masked(trimmed)
    guard masked.contains(where: \.isLetter) else { return nil }
    return masked.count > maximumLength ? masked.prefix(maximumLength) + "…" : masked
  }

  /// Whether a word is shaped like a token or an id of the backend (contract section 3.1).
  static func isSecret(_ word: some StringProtocol) -> Bool {
    // A search costs more than all the rest, and few words can have what is searched for.
    if word.utf8.contains(UInt8(ascii: "_")) {
      let word = word.lowercased()
      if ["nmv_", "clm_", "anon_"].contains(where: word.contains) { return true }
    }
    let digits = word.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let length = word.utf8.count
    return length >= 32 || (length >= 20 && digits > 0) || (length >= 12 && digits == length)
  }

  private static func flattened(_ scalar: Unicode.Scalar) -> Character {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: " "
    default: Character(scalar)
    }
  }

  /// A text of the agent for the user, with its own lines; nil when it is JSON, which is for
  /// machines (contract section 18).
  static func told(_ text: String) -> String? {
    switch try? JSONDocument(Array(text.utf8)).value {
    case .object, .array: nil
    default: masked(text)
    }
  }

  /// Replaces every run of token characters that looks like a secret.
  private static func masked(_ text: String) -> String {
    var out = ""
    var word = ""
    for character in text {
      if isPartOfWord(character) {
        word.append(character)
      } else {
        out += isSecret(word) ? "…" : word
        out.append(character)
        word = ""
      }
    }
    return out + (isSecret(word) ? "…" : word)
  }

  private static func isPartOfWord(_ character: Character) -> Bool {
    character.isASCIIAlphanumeric || character == "_" || character == "-"
  }
}

extension Character {
  /// Whether it is one of a-z, A-Z and 0-9; the Unicode properties take far longer to look up.
  var isASCIIAlphanumeric: Bool {
    guard let byte = asciiValue else { return false }
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      return true
    default: return false
    }
  }
}
