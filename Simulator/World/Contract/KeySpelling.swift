/// Two spellings of one key: `session_id` and `sessionId`.
enum KeySpelling {
  static func camelCased(_ key: String) -> String {
    let words = key.split(separator: "_")
    let rest = words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return String(words.first ?? "") + rest.joined()
  }

  static func snakeCased(_ key: String) -> String {
    key.reduce(into: "") { key, letter in
      if letter.isUppercase { key.append("_") }
      key += letter.lowercased()
    }
  }
}

extension JSON {
  /// The object with the keys of its own members in snake_case; those inside of them stay.
  var withSnakeKeys: JSON {
    guard case .object(let members) = self else { return self }
    return .object(
      members.map { Member(key: KeySpelling.snakeCased($0.key), value: $0.value) })
  }
}
