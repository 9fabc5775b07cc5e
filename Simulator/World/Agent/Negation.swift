/// What a clause with "don't", "no" or 不要 asks for.
enum Negation: Sendable, Hashable {
  /// "don't add music", "no music": there shall be none.
  case refuses
  /// "don't change the title", "without touching the music": it stays as it is.
  case spares

  /// Nil without a negation.
  init?(_ clause: Clause) {
    if let rest = Self.rest(of: clause, after: ["don't ", "don’t ", "do not ", "never "]) {
      self = Self.opens(rest, with: Self.wanting) ? .refuses : .spares
    } else if let rest = Self.rest(of: clause, after: ["no more", "no ", "without "]) {
      self = Self.opens(rest, with: Self.altering) ? .spares : .refuses
    } else if let rest = Self.rest(of: clause, after: Self.chinese) {
      self = Self.altering.contains { rest.range(ofWords: $0) != nil } ? .spares : .refuses
    } else {
      return nil
    }
  }

  /// What may follow "don't" when the thing itself is not wanted.
  private static let wanting = [
    "add", "use ", "include", "put ", "insert", "want", "need", "have", "give", "apply", "create",
    "generate", "show",
  ]
  /// What is done to a thing that stays.
  private static let altering = [
    "chang", "touch", "alter", "affect", "modif", "edit", "mov", "los", "remov", "delet", "need",
    "longer", "louder", "quieter", "bigger", "smaller", "cut", "cropp", "trim", "mak", "turn",
    "改", "换", "变", "设", "调", "动", "碰", "太", "删", "去", "移", "剪", "裁", "影响", "超过", "翻",
  ]
  /// 别 alone is part of other words.
  private static let chinese = [
    "不要", "不用", "不加", "不改", "不动", "不需要", "无需", "别加", "别放", "别用", "别配", "别添",
    "别要", "别改", "别动", "别碰", "别裁", "别剪", "别删", "别把", "别让", "别给", "别换", "别变",
    "别调", "别设", "别再", "别去", "别移", "别太",
  ]

  /// From the first of the words on; of a Chinese word its last character is kept, which may be
  /// the verb.
  private static func rest(of clause: Clause, after words: [String]) -> String? {
    for word in words {
      guard let start = clause.position(of: word) else { continue }
      let isChinese = word.first?.isASCII == false
      let length = isChinese ? word.dropLast().utf8.count : word.trimmed.utf8.count
      return String(decoding: clause.text.utf8.dropFirst(start + length), as: UTF8.self).trimmed
    }
    return nil
  }

  private static func opens(_ rest: String, with words: [String]) -> Bool {
    let rest = rest + " "
    return words.contains { rest.hasPrefix($0) }
  }
}
