import NemoClient
import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a person sees: lines, a progress line that redraws itself, colour only on a terminal.
///
/// With `--json` the conversation goes to the error stream, so that standard output holds JSON and
/// nothing else. While a ``Prompt`` is pinned, it stays below whatever is printed.
final class Console: Sendable {
  enum Style: String {
    case plain = "", dim = "2", good = "32", bad = "31", strong = "1"
  }

  private struct State {
    /// How many columns the progress line holds now.
    var progressWidth = 0
    /// The last half that was printed, where lines can't be redrawn.
    var lastHalf = -1
    /// What stays at the bottom, and how many rows it takes there now.
    var prompt: Prompt?
    var promptRows = 0
    /// How far something is, above the prompt.
    var status: String?
    /// Whether lines are broken between words.
    var wrapsLines = false
  }

  private let isJSON: Bool
  private let isVerbose: Bool
  private let isTerminal: Bool
  private let isColoured: Bool
  private let state = Locked(State())

  init(isJSON: Bool = false, isVerbose: Bool = false, environment: [String: String]) {
    self.isJSON = isJSON
    self.isVerbose = isVerbose
    isTerminal = isatty(isJSON ? STDERR_FILENO : STDOUT_FILENO) == 1
    isColoured =
      isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }

  /// A line of the conversation.
  func say(_ line: String, _ style: Style = .plain) {
    leaveProgressLine()
    write(lines(line, style), toErrors: isJSON)
  }

  /// A timeline as a picture, as wide as the terminal.
  func show(_ draft: Draft?, in language: Language) {
    leaveProgressLine()
    // One column stays free: a terminal may wrap after the last one.
    let picture = TimelinePicture.text(
      draft, width: RawTerminal.columns(of: output) - 1, in: language, isColoured: isColoured)
    write(picture + "\n", toErrors: isJSON)
  }

  /// A line about something that went wrong.
  func complain(_ line: String) {
    leaveProgressLine()
    write(lines(line, .bad), toErrors: true)
  }

  /// A line for the developer, by `--verbose` only.
  func trace(_ line: String) {
    guard isVerbose else { return }
    leaveProgressLine()
    write(lines("  · " + line, .dim), toErrors: true)
  }

  /// A line about work that takes a while; never on standard output.
  func note(_ line: String) {
    leaveProgressLine()
    write(lines(line, .dim), toErrors: true)
  }

  /// The document of `--json`.
  func print(json: JSONText) { print(json: json.text) }

  /// The document of `--json`, where it was written elsewhere.
  func print(json: String) {
    leaveProgressLine()
    write(json + "\n", toErrors: false)
  }

  /// Shows how far something is; `fraction` is 0...1.
  ///
  /// On a terminal one line is redrawn; elsewhere a line comes at the start, the middle and the end.
  func progress(_ title: String, _ fraction: Double) {
    let percent = Int((min(max(fraction, 0), 1) * 100).rounded(.down))
    guard isTerminal else { return progressLine(title, percent) }
    let filled = percent / 5
    let bar = String(repeating: "━", count: filled) + String(repeating: "─", count: 20 - filled)
    let line = Self.printable("\(title)  \(bar) \(percent)%")
    state.withLock { state in
      if state.prompt != nil { return show(&state, status: line) }
      let padding = String(repeating: " ", count: max(0, state.progressWidth - line.count))
      Self.write("\r" + line + padding, to: output)
      state.progressWidth = line.count
    }
  }

  /// Says above the prompt that something goes on; without a prompt nothing.
  func status(_ line: String) {
    state.withLock { state in
      if state.prompt != nil { show(&state, status: Self.printable(line)) }
    }
  }

  /// Leaves the progress line as it stands; above a prompt it goes.
  func endProgress() {
    leaveProgressLine()
    state.withLock { state in
      state.lastHalf = -1
      if state.status != nil { show(&state, status: nil) }
    }
  }

  /// Before another line. Above a prompt the progress stays where it is.
  private func leaveProgressLine() {
    state.withLock { state in
      if state.progressWidth > 0 { Self.write("\n", to: output) }
      state.progressWidth = 0
    }
  }

  private func progressLine(_ title: String, _ percent: Int) {
    let half = percent / 50
    let isNew = state.withLock { state in
      defer { state.lastHalf = half }
      return half != state.lastHalf
    }
    if isNew { write("\(title)  \(percent)%\n", toErrors: isJSON) }
  }

  // MARK: A prompt

  /// Breaks lines between words from now on, where a terminal would break them anywhere.
  func wrapLines() {
    state.withLock { $0.wrapsLines = true }
  }

  /// What stays at the bottom of the terminal.
  struct Prompt: Sendable, Hashable {
    /// What stands before the line, such as `> `.
    var mark: String
    /// What was typed, before the cursor and after it.
    var before = ""
    var after = ""
  }

  /// Shows the prompt below all that was printed, and keeps it there; nil takes it away.
  func pin(_ prompt: Prompt?) {
    state.withLock { state in
      let erasure = erasure(&state)
      state.prompt = prompt
      Self.write(erasure + drawing(&state), to: output)
    }
  }

  /// Empties the screen but for the prompt.
  func clearScreen() {
    state.withLock { state in
      state.promptRows = 0
      Self.write("\u{1b}[H\u{1b}[2J" + drawing(&state), to: output)
    }
  }

  private func show(_ state: inout State, status: String?) {
    let erasure = erasure(&state)
    state.status = status
    Self.write(erasure + drawing(&state), to: output)
  }

  /// Takes the prompt off the screen. The cursor stands in its last row.
  private func erasure(_ state: inout State) -> String {
    guard state.promptRows > 0 else { return "" }
    defer { state.promptRows = 0 }
    return "\r" + String(repeating: "\u{1b}[A", count: state.promptRows - 1) + "\u{1b}[J"
  }

  private func drawing(_ state: inout State) -> String {
    guard let prompt = state.prompt else { return "" }
    let view = PromptView(
      prompt: prompt.mark, before: Self.printable(prompt.before),
      after: Self.printable(prompt.after), status: state.status,
      columns: RawTerminal.columns(of: output))
    state.promptRows = view.status == nil ? 1 : 2
    let status = view.status.map { styled($0, .dim) + "\n" } ?? ""
    return status + view.line + "\r" + (view.cursor > 0 ? "\u{1b}[\(view.cursor)C" : "")
  }

  // MARK: Output

  private var output: Int32 { isJSON ? STDERR_FILENO : STDOUT_FILENO }

  /// The text with its colour and a line break; in a conversation it is broken between words.
  private func lines(_ text: String, _ style: Style) -> String {
    guard state.withLock({ $0.wrapsLines }) else { return styled(text, style) + "\n" }
    let rows = TextWrap.rows(Self.printable(text), columns: RawTerminal.columns(of: output) - 1)
    return rows.map { styled($0, style) + "\n" }.joined()
  }

  private func styled(_ line: String, _ style: Style) -> String {
    let line = Self.printable(line)
    guard isColoured, style != .plain else { return line }
    return "\u{1b}[\(style.rawValue)m\(line)\u{1b}[0m"
  }

  /// Without control characters: what a backend says must not steer the terminal.
  static func printable(_ line: String) -> String {
    let kept = line.unicodeScalars.filter { scalar in
      scalar == "\n" || scalar == "\t" || scalar.properties.generalCategory != .control
    }
    return String(String.UnicodeScalarView(kept))
  }

  private func write(_ text: String, toErrors: Bool) {
    let target = toErrors ? STDERR_FILENO : STDOUT_FILENO
    state.withLock { state in
      let erasure = erasure(&state)
      if !erasure.isEmpty { Self.write(erasure, to: output) }
      Self.write(text, to: target)
      let drawing = drawing(&state)
      if !drawing.isEmpty { Self.write(drawing, to: output) }
    }
  }

  /// Writes all of the text as it is.
  static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        systemWrite(descriptor, buffer.baseAddress! + offset, bytes.count - offset)
      }
      guard count > 0 else { return }  // A closed pipe: nobody is left to tell.
      offset += count
    }
  }
}

// Inside `Console` its own method hides the function of the C library.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
