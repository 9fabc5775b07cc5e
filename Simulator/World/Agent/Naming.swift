/// Titles and subjects, out of what a message or a file says.
enum Naming {
  /// Task names that say nothing (contract section 5.2).
  private static let plainTasks = [
    "project", "generate", "editing_session", "subtitle_generation", "subtitle_project",
  ]

  /// A title for a draft of the asset: the task's name when it has one, else the file's.
  static func title(of asset: Asset, _ session: Session) -> String {
    if !plainTasks.contains(session.taskName) { return session.taskName }
    let name = asset.filename
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    let words = stem.map { "_-.".contains($0) ? " " : $0 }
    let title = capitalized(String(words).trimmed)
    return title.isEmpty ? "Untitled" : title
  }

  /// The first letter of each word in upper case; nothing else changes.
  static func capitalized(_ text: String) -> String {
    text.split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined(separator: " ")
  }

  private static let markers = [
    "that says", "saying", "which says", " say ", "called", "titled", "named", "reading", "写着",
    "内容是", "内容为",
    "标题为", "标题是", "标题叫", "名为", "叫做", "改成", "改为", "换成", "改叫", "内容：",
  ]

  /// What follows "saying", "called" and the like, without quotation marks.
  static func named(in clause: Clause) -> String? {
    for marker in markers {
      guard let range = clause.original.range(ofWords: marker) else { continue }
      let rest = String(clause.original[range.upperBound...]).trimmed
      let isName = !rest.isEmpty && !rest.contains(Clause.quoteMask)
      let isColor = Palette.names.contains { rest.lowercased() == $0.name }
      if isName, !isColor { return String(rest.prefix(120)) }
    }
    return nil
  }

  // MARK: What a generated clip shows

  /// "generate a 10 second video of a city timelapse" is about "city timelapse".
  static func subject(of clause: Clause, _ language: Language) -> String {
    if let quote = clause.quotes.first { return String(quote.prefix(60)) }
    let subject = language == .english ? english(clause.original) : chinese(clause.original)
    return subject.isEmpty ? "untitled" : String(subject.prefix(60))
  }

  private static let openers = ["of", "about", "showing", "featuring"]
  private static let fillers = [
    "generate", "create", "produce", "make", "me", "a", "an", "the", "please", "short", "long",
    "video", "clip", "footage", "movie", "second", "seconds", "sec", "minute", "minutes", "can",
    "you", "in", "vertical", "portrait", "landscape", "square", "format",
  ]

  private static func english(_ text: String) -> String {
    var words = text.split(separator: " ").map { word in
      String(word.filter { !"\u{1}\u{2}\"".contains($0) })
    }
    if let opener = words.firstIndex(where: { openers.contains($0.lowercased()) }) {
      words = Array(words[(opener + 1)...])
      while let first = words.first?.lowercased(), ["a", "an", "the"].contains(first) {
        words.removeFirst()
      }
      while let last = words.last?.lowercased(), fillers.contains(last) || isFigure(last) {
        words.removeLast()
      }
    } else {
      words.removeAll { fillers.contains($0.lowercased()) || isFigure($0) }
    }
    return words.joined(separator: " ")
  }

  private static func isFigure(_ word: String) -> Bool { word.first?.isNumber ?? false }

  private static func chinese(_ text: String) -> String {
    var rest = text
    for word in [
      "请", "帮我", "给我", "生成", "制作", "做", "一段", "一个", "一条", "关于", "视频", "短片", "片段", "秒钟", "秒",
      "竖屏", "横屏", "长",
    ] {
      rest = rest.split(separator: word, omittingEmptySubsequences: false).joined()
    }
    rest.removeAll { $0.isNumber || "的 \u{1}\u{2}".contains($0) }
    return rest
  }
}
