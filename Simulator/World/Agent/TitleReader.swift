/// Reads the words, the look and the time of a title.
struct TitleReader {
  private let clause: Clause
  private let measures: Measures
  private let isChange: Bool

  init(_ read: ReadClause) {
    clause = read.clause
    measures = read.measures
    isChange = read.verbs.contains(.change) && !read.verbs.contains(.add)
  }

  var style: Edit.TextStyle {
    var style = Edit.TextStyle()
    style.color = Palette.names.first { clause.has($0.name) }?.color
    style.position = Vocabulary.positions.first { clause.has($0.word) }?.position
    if clause.has("bigger", "larger", "大一点", "更大", "放大") { style.sizePercent = 150 }
    if clause.has("smaller", "小一点", "更小", "缩小") { style.sizePercent = 70 }
    style.moment = moment
    style.milliseconds = milliseconds
    return style
  }

  /// Quoted, after "saying" and the like, or after the word for a title itself.
  var text: String? {
    if let quote = clause.quotes.first { return quote }
    let rests = [Naming.named(in: clause), isChange ? changed : added]
    return rests.compactMap { $0 }.map(Self.withoutLook).first { !$0.isEmpty }
  }

  // MARK: Time

  private var moment: Edit.TextStyle.Moment? {
    if let range = measures.range { return .at(range.from) }
    let start = measures.times.first { number in
      let lead = (" " + number.lead.trimmed)
      let isStart = [" at", " from", "在", "在第", "从", "从第", "第"].contains { lead.hasSuffix($0) }
      return isStart && number.unit != nil
    }
    if let start { return .at(start.milliseconds) }
    return clause.has("at the end", "at the very end", "the ending", "结尾", "末尾", "片尾", "最后")
      ? .end : nil
  }

  private var milliseconds: Int? {
    if let range = measures.range { return range.to - range.from }
    return measures.times.first { number in
      let lead = (" " + number.lead.trimmed)
      let isLength = [" for", " last", " lasts", " lasting", "持续", "显示", "停留"].contains {
        lead.hasSuffix($0)
      }
      let tail = number.tail.drop { " -".contains($0) }
      let isAdjective = tail.hasPrefix("seconds long") || tail.hasPrefix("second long")
      let isOf = tail.hasPrefix("秒的") && !tail.hasPrefix("秒的时候")
      return number.unit != nil && (isLength || isAdjective || isOf)
    }?.milliseconds
  }

  // MARK: Words

  private static let names = ["title", "title's", "heading", "headline", "text"]

  /// What follows "title to" or "title text into".
  private var changed: String? {
    let words = clause.original.split(separator: " ")
    guard let name = words.firstIndex(where: { Self.names.contains($0.lowercased()) }),
      let to = words[name...].firstIndex(where: { ["to", "into"].contains($0.lowercased()) })
    else { return nil }
    var rest = words[(to + 1)...]
    if let first = rest.first?.lowercased(), ["say", "read", "be"].contains(first) {
      rest.removeFirst()
    }
    let opener = rest.first?.lowercased() ?? "the"
    guard !["the", "a", "an", "be", "another", "something"].contains(opener) || isName(rest.first)
    else { return nil }
    guard opener.first?.isNumber != true || measures.times.allSatisfy({ $0.unit == nil }) else {
      return nil
    }
    return rest.joined(separator: " ")
  }

  private func isName(_ word: Substring?) -> Bool { word?.first?.isUppercase ?? false }

  /// What no title begins with, unless it stands after a colon.
  private static let openers = [
    "for", "to", "at", "in", "on", "with", "of", "card", "cards", "overlay", "and", "that", "which",
    "slide", "screen", "here", "from", "please", "using", "use", "as", "by", "over", "near",
    "track",
    "sequence", "animation", "effect", "page", "bar", "text", "before", "after", "during", "into",
    "onto", "above", "below", "under", "between", "when", "where", "while", "so", "now", "too",
    "also", "again", "based", "only", "lasting",
  ]
  /// What begins one only in upper case.
  private static let articles = [
    "the", "a", "an", "my", "this", "it", "about", "like", "bigger", "smaller", "larger", "big",
    "small", "large", "describing", "explaining", "matching", "fitting", "color", "colour", "font",
    "style", "size", "fade", "fades", "animated", "appropriate",
  ]

  /// What follows "title" or "title:".
  private var added: String? {
    if let range = clause.original.range(ofWords: "标题：") ?? clause.original.range(ofWords: "标题:") {
      return String(clause.original[range.upperBound...])
    }
    let words = clause.original.split(separator: " ")
    func isColon(_ word: Substring) -> Bool {
      word.hasSuffix(":") && Self.names.contains(word.dropLast().lowercased())
    }
    if let colon = words.firstIndex(where: isColon) {
      return words[(colon + 1)...].joined(separator: " ")
    }
    guard let name = words.firstIndex(where: { Self.names.contains($0.lowercased()) }) else {
      return nil
    }
    let rest = words[(name + 1)...]
    guard let first = rest.first, first.first?.isASCII == true, first.first?.isLetter == true,
      !Self.openers.contains(first.lowercased()),
      isName(first) || !Self.articles.contains(first.lowercased())
    else { return nil }
    return rest.joined(separator: " ")
  }

  // MARK: Without what says how it looks

  /// Cut before a sentence of its own, and before "in yellow", "at the bottom", "for 5 seconds".
  private static func withoutLook(_ text: String) -> String {
    let text = text.prefix { $0 != Clause.breakMark && $0 != Clause.fileMask }
    var words = text.split(separator: " ")
    while let length = lookLength(words) { words.removeLast(length) }
    let rest = words.joined(separator: " ")
    let isLook = Language(of: rest) == .chinese && withoutChineseLook(rest).isEmpty
    return isLook ? "" : String(rest.prefix(120))
  }

  /// How many words at the end say how or when it is shown.
  private static func lookLength(_ words: [Substring]) -> Int? {
    let lower = words.map { $0.lowercased() }
    guard let last = lower.last else { return nil }
    if last == "please" || last == "now" { return 1 }
    let isColor = Palette.names.contains { $0.name == last || last == $0.name + "色" }
    let openers = ["in", "at", "on", "to", "for", "from", "near", "lasting"]
    if let start = lower.lastIndex(where: openers.contains), start < lower.count - 1 {
      let tail = lower[(start + 1)...]
      if tail.allSatisfy({ isLook($0) || isFigure($0) }), tail.contains(where: isTelling) {
        return lower.count - start
      }
    }
    // The whole of it may be a colour, or a title with one behind it in Chinese.
    if isColor || isSize(last), words.count == 1 { return 1 }
    return words.count > 1 && Language(of: last) == .chinese && withoutChineseLook(last).isEmpty
      ? 1 : nil
  }

  private static let looks = [
    "the", "a", "of", "very", "screen", "video", "frame", "color", "colour", "text", "letters",
    "font", "dark", "light", "second", "seconds", "sec", "s", "start", "beginning", "left", "right",
    "corner", "and", "to", "part", "third",
  ]

  private static func isLook(_ word: String) -> Bool { looks.contains(word) || isTelling(word) }

  private static func isTelling(_ word: String) -> Bool {
    let places = ["top", "bottom", "center", "centre", "middle", "upper", "lower", "end", "start"]
    return places.contains(word) || word == "beginning" || isFigure(word) || isSize(word)
      || Palette.names.contains { $0.name == word }
  }

  private static func isSize(_ word: String) -> Bool {
    ["bigger", "larger", "smaller", "bold", "big", "large", "small"].contains(word)
  }

  private static func isFigure(_ word: String) -> Bool { word.first?.isNumber ?? false }

  private static func withoutChineseLook(_ text: String) -> String {
    let words =
      Palette.names.map(\.name) + Vocabulary.positions.map(\.word)
      + ["大一点", "小一点", "更大", "更小", "放在", "放到", "显示", "字体", "文字", "颜色", "画面", "屏幕", "视频"]
    var rest = text
    for word in words where !word.allSatisfy(\.isASCII) {
      rest = rest.split(separator: word, omittingEmptySubsequences: false).joined()
    }
    return rest.filter { !"的在到用字大小是，、 ".contains($0) }
  }
}
