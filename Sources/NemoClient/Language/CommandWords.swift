/// The keywords of contract sections 14.1 and 14.2, and the small words that may stand round them.
enum CommandWords {
  /// Phrases before words, so that "show tracks" is not read as "show".
  private static let keywords: [(phrase: String, intent: Intent)] = [
    ("send me the video", .export), ("get the video", .export), ("show me what we have", .status),
    ("how many left", .credits), ("show tracks", .status), ("show timeline", .status),
    ("show the timeline", .status), ("show me the timeline", .status),
    ("what's in it", .status), ("what's done", .status),
    ("export", .export), ("download", .export), ("save", .export), ("render", .export),
    ("credits", .credits), ("credit", .credits), ("balance", .credits),
    ("status", .status), ("progress", .status), ("upload", .upload),
    ("现在什么样了", .status), ("导出", .export), ("积分", .credits), ("余额", .credits),
    ("状态", .status), ("上传", .upload), ("下载", .export),
  ]

  private static let smallWords: Set<String> = [
    "a", "an", "the", "my", "me", "i", "i'd", "i'll", "it", "this", "that", "please", "can",
    "could",
    "you", "we", "let's", "want", "would", "like", "to", "now", "as", "in", "for", "of", "and",
    "is",
    "are", "what", "what's", "how", "many", "much", "do", "have", "left", "remaining", "get",
    "give",
    "show", "check", "tell", "see", "video", "videos", "clip", "clips", "file", "files", "movie",
    "result", "final", "finished", "project", "current", "account", "mp4", "mov", "hd", "4k",
    "1080p",
    "720p", "high", "quality", "some", "new", "ok", "okay", "hi", "hey", "hello", "thanks", "on",
    "tracks", "timeline", "render", "update", "does", "cost", "from", "send", "again", "with",
    "our",
    "us", "link", "here", "there", "just", "going", "go", "ahead", "start",
  ]

  /// Longest first, because each is taken from the front as it fits.
  private static let smallChinese = [
    "发给我", "给我看看", "这个视频", "这段视频", "还有多少", "剩余多少", "是什么", "怎么样", "帮我", "给我", "一下", "视频",
    "我的", "我们", "查看", "看看", "查询", "显示", "现在", "当前", "还有", "还剩", "剩余", "多少", "这个", "这段", "成片",
    "文件", "素材", "项目", "轨道", "时间线", "什么", "一个", "账户", "可以", "最终", "高清", "出来", "麻烦", "请", "我", "的",
    "看", "剩", "吗", "呢", "了", "吧", "把", "为", "成", "是", "想", "要", "能", "到", "查", "几", "有", "和", "并",
    "它",
    "片", "点", "个", "下", "段", "新",
  ]

  /// The intents that a command names; nil when the text says more than a command does.
  static func intents(in text: String) -> [Intent]? {
    let text = withoutPaths(text)
    var intents: [Intent] = []
    guard taking(&intents, from: Clause(text).words.map(\.text)),
      takingChinese(&intents, from: text.filter(isChinese)), !intents.isEmpty
    else { return nil }
    return intents
  }

  /// A path or an address says what to load or where to save, and is not for the agent.
  private static func withoutPaths(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.filter { !isPath($0) }.joined(separator: " ")
  }

  private static func isPath(_ word: Substring) -> Bool {
    word.contains("/") || word.dropFirst().dropLast().contains(".")
  }

  private static func isChinese(_ character: Character) -> Bool {
    // From the first ideographs to before the full-width punctuation.
    character.unicodeScalars.contains { (0x3400..<0xFF00).contains($0.value) }
  }

  /// Takes keywords and small words; false when anything else is left.
  private static func taking(_ intents: inout [Intent], from words: [String]) -> Bool {
    var index = 0
    while index < words.count {
      if let (length, intent) = keyword(at: index, of: words) {
        intents.append(intent)
        index += length
      } else if smallWords.contains(words[index]) {
        index += 1
      } else {
        return false
      }
    }
    return true
  }

  private static func keyword(at index: Int, of words: [String]) -> (Int, Intent)? {
    for (phrase, intent) in keywords {
      let parts = phrase.split(separator: " ").map(String.init)
      if words[index...].starts(with: parts) { return (parts.count, intent) }
    }
    return nil
  }

  private static func takingChinese(_ intents: inout [Intent], from text: String) -> Bool {
    var rest = text[...]
    while !rest.isEmpty {
      if let (phrase, intent) = keywords.first(where: { rest.hasPrefix($0.phrase) }) {
        intents.append(intent)
        rest = rest.dropFirst(phrase.count)
      } else if let small = smallChinese.first(where: rest.hasPrefix) {
        rest = rest.dropFirst(small.count)
      } else {
        return false
      }
    }
    return true
  }
}
