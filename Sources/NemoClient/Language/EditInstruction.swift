/// The message that an instruction to drag something amounts to.
///
/// Only what says where to goes to the agent; "drag the clips to arrange them" says no more than
/// that an edit is possible.
enum EditInstruction {
  private static let verbs: Set<String> = ["drag", "drag-and-drop", "drop", "move", "and"]
  private static let destinations: Set<String> = [
    "to", "before", "after", "behind", "onto", "into", "between", "above", "below", "under", "over",
    "beneath",
  ]
  private static let purposes: Set<String> = [
    "move", "reorder", "rearrange", "arrange", "adjust", "change", "trim", "resize", "extend",
    "shorten", "reposition", "fit", "add", "make", "set", "sort", "upload", "import",
  ]
  /// No place in a video.
  private static let nowhere: Set<String> = [
    "the", "your", "timeline", "here", "editor", "panel", "it", "them", "window", "canvas",
  ]

  /// Such as "Move the title to the end", from "drag the title to the end".
  static func english(_ text: Substring) -> String? {
    let clause = Clause(String(text))
    let words = clause.words
    if let label = label(in: clause) { return label }
    guard let object = words.firstIndex(where: { !verbs.contains($0.text) }), object > 0 else {
      return nil
    }
    let end = purpose(words, after: object) ?? words.endIndex
    guard let place = words[object..<end].firstIndex(where: { destinations.contains($0.text) }),
      place > object, words[(place + 1)..<end].contains(where: { !nowhere.contains($0.text) })
    else { return nil }
    let stop = end < words.endIndex ? words[end].start : clause.text.endIndex
    return "Move " + withoutEnd(clause.text[words[object].start..<stop])
  }

  private static let labelVerbs: Set<String> = [
    "add", "trim", "crop", "cut", "split", "remove", "delete", "mute", "rotate", "reverse",
    "change", "replace", "generate", "translate",
  ]

  /// A button that says an edit: click "Add music".
  private static func label(in clause: Clause) -> String? {
    let words = clause.words
    guard words.first?.text.hasSuffix("click") ?? false,
      let first = words.firstIndex(where: { $0.isQuoted && labelVerbs.contains($0.text) }),
      first + 1 < words.count
    else { return nil }
    let label = clause.text[words[first].start...].prefix { !"\"”’」』]*`)】".contains($0) }
    return label.contains(" ") ? withoutEnd(label) : nil
  }

  /// Where "to reorder them" or "if you like" begins.
  private static func purpose(_ words: [Clause.Word], after object: Int) -> Int? {
    words.indices.dropFirst(object + 1).dropLast().first { index in
      if ["if", "when", "as", "until"].contains(words[index].text) { return true }
      return
        ["to", "and", "or"].contains(words[index].text) && purposes.contains(words[index + 1].text)
    }
  }

  private static let chineseVerbs = ["拖拽", "拖动", "拖放", "拖"]
  private static let chineseStops = ["来", "以便", "即可", "就", "然后", "进行", "调整"]
  private static let chineseNowhere: Set<String> = [
    "时间线", "时间轴", "时间线上", "时间轴上", "这里", "此处", "编辑器", "想要的位置", "合适的位置", "任意位置",
  ]

  /// Such as "把标题移到结尾", from "将标题拖到结尾".
  static func chinese(_ text: String) -> String? {
    guard let verb = chineseVerbs.lazy.compactMap({ text.firstRange(of: $0) }).first,
      let to = text[verb.upperBound...].firstRange(of: "到")
    else { return nil }
    let before = text[..<verb.lowerBound]
    let mark = before.lastIndex { "把将".contains($0) }
    let after = text[verb.upperBound..<to.lowerBound]
    let object = mark.map { before[before.index(after: $0)...] } ?? after
    let rest = text[to.upperBound...]
    let stops = chineseStops.compactMap { rest.firstRange(of: $0)?.lowerBound }
    let place = withoutEnd(rest[..<(stops.min() ?? rest.endIndex)])
    guard !object.isEmpty, !place.isEmpty, !chineseNowhere.contains(place) else { return nil }
    return "把\(withoutEnd(object))移到\(place)"
  }

  private static func withoutEnd(_ text: Substring) -> String {
    var text = text
    while let last = text.last, last.isWhitespace || ".,;:!?，。；：！？、".contains(last) {
      text.removeLast()
    }
    return String(text)
  }
}
