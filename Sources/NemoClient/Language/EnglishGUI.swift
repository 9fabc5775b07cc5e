/// English instructions for a graphical editor: an imperative, or "you can …", with an object that
/// only an editor has.
enum EnglishGUI {
  private static let connectors: Set<String> = ["and", "then", "or", "so", "but", "you", "please"]
  private static let fillers: Set<String> = [
    "and", "then", "or", "so", "but", "you", "please", "just", "simply", "now", "can", "could",
    "may", "should", "might", "will", "you'll", "you'd", "also", "next", "first", "finally", "feel",
    "free", "to", "need", "want", "like", "have", "try", "ahead", "let's", "easily", "directly",
    "either",
  ]
  private static let surfaces: Set<String> = [
    "panel", "panels", "timeline", "editor", "player", "tab", "menu", "sidebar", "toolbar",
    "dashboard", "settings", "inspector", "workspace", "button", "icon", "window",
  ]
  private static let accounts: Set<String> = [
    "account", "billing", "dashboard", "balance", "subscription", "settings",
  ]
  private static let clickObjects: Set<String> = [
    "on", "the", "here", "your", "any", "it", "this", "that", "export", "save", "download", "play",
    "render", "generate", "ok", "apply", "next", "button",
  ]
  /// What is highlighted or heard in a recording, not pressed.
  private static let contents: Set<String> = [
    "highlight", "highlights", "sound", "sounds", "effect", "effects", "track", "tracks",
    "tracking", "animation", "animations",
  ]
  private static let dragObjects: Set<String> = [
    "the", "it", "them", "your", "and", "any", "a", "an", "each", "drop", "files", "clips", "clip",
    "file", "this", "that", "onto", "handles", "subtitle", "subtitles",
  ]
  private static let dropTargets: Set<String> = [
    "here", "file", "files", "clip", "clips", "onto", "into", "timeline", "media",
  ]
  private static let reporting: Set<String> = [
    "that", "how", "where", "why", "while", "as", "which",
  ]
  private static let speech: Set<String> = [
    "tell", "let", "ask", "say", "reply", "type", "describe", "send", "i", "i'll", "i've", "i'd",
    "we", "i'm",
  ]
  private static let firstPerson: Set<String> = [
    "i", "i've", "i'll", "i'm", "we", "we've", "we'll",
  ]

  static func instruction(in clause: Clause) -> GUIInstruction? {
    let words = clause.words
    for start in words.indices where canStart(at: start, words) {
      let rest = words[start...]
      let verb = rest.prefix(9).firstIndex { !fillers.contains($0.text) } ?? words.endIndex
      guard verb < words.endIndex, let action = action(Array(words[verb...])) else { continue }
      let end = endOfInstruction(words, after: verb) ?? clause.text.endIndex
      let asked = clause.text[words[verb].start..<max(end, words[verb].start)]
      return GUIInstruction(
        range: startOfText(clause, words[start])..<end, action: refined(action, by: asked))
    }
    guard mentionsExportButton(words) else { return nil }
    return GUIInstruction(range: clause.text.startIndex..<clause.text.endIndex, action: .export)
  }

  /// At the front, and after "and" or "you"; but "it shows how you open a window" tells of a video.
  private static func canStart(at index: Int, _ words: [Clause.Word]) -> Bool {
    guard index > 0 else { return true }
    return connectors.contains(words[index].text) && !reporting.contains(words[index - 1].text)
  }

  /// "… or tell me what to change" is no longer an instruction for the editor.
  private static func endOfInstruction(_ words: [Clause.Word], after verb: Int) -> String.Index? {
    for index in words.indices.dropFirst(verb + 1).dropLast()
    where ["and", "or"].contains(words[index].text) && speech.contains(words[index + 1].text) {
      return words[index + 1].start
    }
    return nil
  }

  private static func startOfText(_ clause: Clause, _ word: Clause.Word) -> String.Index {
    word.start == clause.words.first?.start ? clause.text.startIndex : word.start
  }

  private static func mentionsExportButton(_ words: [Clause.Word]) -> Bool {
    guard !words.contains(where: { firstPerson.contains($0.text) }) else { return false }
    return zip(words, words.dropFirst()).contains { one, other in
      ["export", "download"].contains(one.text) && other.text == "button"
    }
  }

  /// What an instruction that begins with `words[0]` amounts to; nil when it is none.
  private static func action(_ words: [Clause.Word]) -> SuggestedAction? {
    let near = words.dropFirst().prefix(8).map(\.text)
    let next = words.dropFirst().first
    let hasSurface = near.contains(where: surfaces.contains)
    let hasAccount = near.contains(where: accounts.contains)
    let isMeant =
      switch words[0].text {
      case "click", "double-click", "right-click": isClickObject(next)
      case "tap", "press", "hit":
        isClickObject(next) && (near.contains("button") || near.contains("export"))
      case "open": hasSurface
      case "go", "head", "navigate", "switch", "return", "log":
        ["to", "back", "over", "into"].contains(next?.text) && (hasSurface || hasAccount)
      case "check", "visit", "review": hasSurface || hasAccount
      case "see", "view", "find", "watch", "look", "use", "select", "choose", "pick", "access",
        "preview", "adjust", "edit", "scroll", "hover", "locate", "move":
        hasSurface
      case "drag": next.map { dragObjects.contains($0.text) } ?? false
      case "drag-and-drop": true
      case "drop": near.contains(where: dropTargets.contains)
      case "arrange", "rearrange", "reorder":
        near.prefix(4).contains { ["clip", "clips"].contains($0) }
      default: false
      }
    return isMeant ? meaning(of: words[0].text, near) : nil
  }

  private static func isClickObject(_ word: Clause.Word?) -> Bool {
    guard let word, !contents.contains(word.text) else { return false }
    return clickObjects.contains(word.text) || word.isQuoted || word.isCapitalised
  }

  /// "Drop your clips here", "drag files into the media panel", "click Upload".
  private static func isSending(_ verb: String, _ near: [String]) -> Bool {
    if verb.hasSuffix("click") { return near.prefix(3).contains("upload") }
    guard verb.hasPrefix("drag") || verb == "drop" else { return false }
    return near.contains { ["file", "files", "footage"].contains($0) }
      || near.contains("here") && near.contains { ["your", "clips", "videos"].contains($0) }
  }

  private static func refined(_ action: SuggestedAction, by text: Substring) -> SuggestedAction {
    action == .edit(nil) ? .edit(EditInstruction.english(text)) : action
  }

  private static func meaning(of verb: String, _ near: [String]) -> SuggestedAction {
    let edits = [
      "drag", "drag-and-drop", "drop", "arrange", "rearrange", "reorder", "adjust", "move",
    ]
    if isSending(verb, near) { return .sendFile }
    if near.contains(where: ["srt", "vtt", "webvtt"].contains) { return .subtitles }
    if edits.contains(verb) { return .edit(nil) }
    if near.contains(where: ["export", "download", "render", "save"].contains) { return .export }
    if near.contains(where: { accounts.contains($0) || $0 == "credits" }) { return .credits }
    if verb == "edit" { return .edit(nil) }
    let views = near.contains(where: ["timeline", "player", "preview", "panel"].contains)
    return verb.hasSuffix("click") && !views ? .edit(nil) : .showTimeline
  }
}

// MARK: Round an instruction

extension EnglishGUI {
  static func afterInstruction(_ clause: Clause) -> String? {
    guard let first = clause.words.first else { return "" }
    guard ["and", "or", "then", "to", "where", "which", "so", "until"].contains(first.text) else {
      return nil
    }
    guard let second = clause.words.dropFirst().first, speech.contains(second.text) else {
      return ""
    }
    return String(clause.text[second.start...])
  }

  static func isLeadIn(_ clause: Clause) -> Bool {
    let leads: Set<String> = ["when", "once", "to", "if", "for", "after", "before", "whenever"]
    guard let first = clause.words.first, leads.contains(first.text) else { return false }
    return !clause.words.contains { firstPerson.contains($0.text) }
  }

  /// "in the timeline panel" at the end of a clause that stays.
  static func place(in clause: Clause) -> Range<String.Index>? {
    let words = clause.words
    guard let last = words.last, words.count > 3 else { return nil }
    let qualifiers: Set<String> = [
      "timeline", "preview", "media", "export", "video", "project", "asset", "assets", "properties",
      "editing",
    ]
    var index = words.count - 2
    while index > 1, qualifiers.contains(words[index].text) { index -= 1 }
    let isQualified = index < words.count - 2
    let isPlace =
      ["editor", "workspace"].contains(last.text)
      || (isQualified && ["panel", "sidebar", "player", "window"].contains(last.text))
    guard isPlace, ["the", "your"].contains(words[index].text), index > 1,
      ["in", "on", "from"].contains(words[index - 1].text)
    else { return nil }
    let end = clause.text.index(last.start, offsetBy: last.text.count)
    return words[index - 1].start..<end
  }
}
