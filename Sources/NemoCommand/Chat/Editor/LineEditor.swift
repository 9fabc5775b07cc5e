/// One line that a person edits: keys in, what to do out. It reads and writes nothing.
struct LineEditor: Sendable {
  enum Action: Sendable, Hashable {
    case none
    /// The line or the cursor changed.
    case redraw
    /// Enter was pressed; the editor is empty again.
    case submit(String)
    /// What stands before the cursor is to be completed.
    case complete
    /// Ctrl-C; the line is empty, and perhaps was before.
    case interrupt(wasEmpty: Bool)
    case endOfInput
    case clearScreen
    case suspend
  }

  /// Of a line, in bytes. What goes beyond is not taken.
  static let maximumBytes = 16 << 10

  private(set) var history: InputHistory
  /// What stands before the cursor, and what after it: a character that is typed may join the one
  /// before it, as the parts of an emoji do.
  private(set) var before = ""
  private(set) var after = ""

  init(history: InputHistory = InputHistory()) {
    self.history = history
  }

  var text: String { before + after }

  mutating func receive(_ key: Key) -> Action {
    switch key {
    case .text(let text): return insert(text)
    case .paste(let text): return insert(Self.oneLine(text))
    case .enter: return submit()
    case .tab: return .complete
    case .interrupt: return interrupt()
    case .endOfInput: return after.isEmpty && before.isEmpty ? .endOfInput : deleteForward()
    case .clearScreen: return .clearScreen
    case .suspend: return .suspend
    case .up: return recall(history.older(than: text))
    case .down: return recall(history.newer())
    default: return change(key)
    }
  }

  /// Puts a text in the place of the line, with the cursor at its end.
  mutating func replace(with text: String) {
    before = String(text.utf8.count <= Self.maximumBytes ? text : "")
    after = ""
  }

  /// Puts a text in the place of what stands before the cursor.
  mutating func replaceBefore(with text: String) {
    guard text.utf8.count + after.utf8.count <= Self.maximumBytes else { return }
    before = text
  }

  // MARK: Whole lines

  private mutating func submit() -> Action {
    let line = text
    clear()
    history.add(line)
    return .submit(line)
  }

  private mutating func interrupt() -> Action {
    let wasEmpty = text.isEmpty
    clear()
    return .interrupt(wasEmpty: wasEmpty)
  }

  private mutating func clear() {
    (before, after) = ("", "")
    history.rest()
  }

  private mutating func recall(_ line: String?) -> Action {
    guard let line else { return .none }
    replace(with: line)
    return .redraw
  }

  /// A dropped file comes with a line break, and several come on several lines: one message.
  private static func oneLine(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    let joined = lines.map { $0.filter { !$0.isControl || $0 == "\t" } }.joined(separator: " ")
    return joined.replacingTabs
  }

  // MARK: Characters

  private mutating func insert(_ text: String) -> Action {
    guard !text.isEmpty, before.utf8.count + after.utf8.count + text.utf8.count <= Self.maximumBytes
    else { return .none }
    before += text
    return .redraw
  }

  private mutating func change(_ key: Key) -> Action {
    let old = (before, after)
    switch key {
    case .backspace: if !before.isEmpty { before.removeLast() }
    case .delete: if !after.isEmpty { after.removeFirst() }
    case .left: moveLeft(1)
    case .right: moveRight(1)
    case .wordLeft: moveLeft(wordBefore)
    case .wordRight: moveRight(wordAfter)
    case .home: moveLeft(before.count)
    case .end: moveRight(after.count)
    case .killToEnd: after = ""
    case .killToStart: before = ""
    case .killWord: before.removeLast(wordBefore)
    case .killNextWord: after.removeFirst(wordAfter)
    default: break
    }
    return old == (before, after) ? .none : .redraw
  }

  private mutating func deleteForward() -> Action { change(.delete) }

  private mutating func moveLeft(_ count: Int) {
    let moved = before.suffix(count)
    after = moved + after
    before.removeLast(moved.count)
  }

  private mutating func moveRight(_ count: Int) {
    let moved = after.prefix(count)
    before += moved
    after = String(after.dropFirst(count))
  }

  /// Characters back to the start of the word, with the space after it.
  private var wordBefore: Int {
    let spaces = before.reversed().prefix { $0.isWhitespace }.count
    return spaces + before.reversed().dropFirst(spaces).prefix { !$0.isWhitespace }.count
  }

  private var wordAfter: Int {
    let spaces = after.prefix { $0.isWhitespace }.count
    return spaces + after.dropFirst(spaces).prefix { !$0.isWhitespace }.count
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
  }
}

extension String {
  fileprivate var replacingTabs: String { String(map { $0 == "\t" ? " " : $0 }) }
}
