/// What a person did at the keyboard.
enum Key: Sendable, Hashable {
  /// Typed text: one scalar, or what an input method sent as one.
  case text(String)
  /// Text that came at once, with its line breaks: pasted, or a file that was dropped.
  case paste(String)
  case enter, tab, backspace, delete
  case left, right, wordLeft, wordRight, home, end, up, down
  case killToEnd, killToStart, killWord, killNextWord
  case clearScreen
  /// Ctrl-C.
  case interrupt
  /// Ctrl-D.
  case endOfInput
  /// Ctrl-Z.
  case suspend
}
