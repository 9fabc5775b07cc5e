import NemoClient

/// What the terminal shows at its bottom: perhaps a line about work, then the prompt with the part
/// of the line that fits.
struct PromptView: Sendable, Hashable {
  /// Without colour and control characters, no wider than the terminal.
  var status: String?
  /// The prompt and the visible part of the line.
  var line: String
  /// Where the cursor stands, in columns from the left.
  var cursor: Int

  /// The least that is kept free for text, in columns, however narrow the terminal.
  private static let narrowest = 4

  /// - Parameters:
  ///   - prompt: what stands before the line, such as `> `.
  ///   - columns: of the terminal. The last one stays free: a terminal may wrap after it.
  init(prompt: String, before: String, after: String, status: String? = nil, columns: Int) {
    let room = max(Self.narrowest, columns - 1 - DisplayText.columns(prompt))
    let (head, isCut) = Self.tail(of: before, within: room)
    let used = DisplayText.columns(head) + (isCut ? 1 : 0)
    let rest = Self.head(of: after, within: room - used)
    line = prompt + (isCut ? "<" : "") + head + rest
    cursor = DisplayText.columns(prompt) + used
    self.status = status.map { Self.head(of: $0, within: columns - 1) }
  }

  /// The end of the text that fits, and whether anything is missing; then a column stays free for a
  /// mark. The cursor itself needs a column too.
  private static func tail(of text: String, within columns: Int) -> (String, isCut: Bool) {
    guard DisplayText.columns(text) > columns - 1 else { return (text, false) }
    var width = 2
    let kept = text.reversed().prefix { character in
      width += DisplayText.columns(character)
      return width <= columns
    }
    return (String(kept.reversed()), true)
  }

  private static func head(of text: String, within columns: Int) -> String {
    guard DisplayText.columns(text) > columns else { return text }
    var width = 1
    let kept = text.prefix { character in
      width += DisplayText.columns(character)
      return width <= columns
    }
    return columns > 1 ? kept + ">" : ""
  }
}
