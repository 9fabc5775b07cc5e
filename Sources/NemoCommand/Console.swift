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
/// With `--json` the conversation goes to the error stream, so that standard output holds one JSON
/// document and nothing else.
final class Console: Sendable {
  enum Style: String {
    case plain = "", dim = "2", good = "32", bad = "31", strong = "1"
  }

  private struct State {
    /// How many columns the progress line holds now.
    var progressWidth = 0
    /// The last tenth that was printed, where lines can't be redrawn.
    var lastTenth = -1
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
    endProgress()
    write(styled(line, style) + "\n", toErrors: isJSON)
  }

  /// A line about something that went wrong.
  func complain(_ line: String) {
    endProgress()
    write(styled(line, .bad) + "\n", toErrors: true)
  }

  /// A line for the developer, by `--verbose` only.
  func trace(_ line: String) {
    guard isVerbose else { return }
    endProgress()
    write(styled("  · " + line, .dim) + "\n", toErrors: true)
  }

  /// A line about work that takes a while; never on standard output.
  func note(_ line: String) {
    endProgress()
    write(styled(line, .dim) + "\n", toErrors: true)
  }

  /// The document of `--json`.
  func print(json: JSONText) { print(json: json.text) }

  /// The document of `--json`, where it was written elsewhere.
  func print(json: String) {
    endProgress()
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
      let padding = String(repeating: " ", count: max(0, state.progressWidth - line.count))
      write("\r" + line + padding, toErrors: isJSON)
      state.progressWidth = line.count
    }
  }

  /// Leaves the progress line as it stands.
  func endProgress() {
    state.withLock { state in
      if state.progressWidth > 0 { write("\n", toErrors: isJSON) }
      state = State()
    }
  }

  private func progressLine(_ title: String, _ percent: Int) {
    let half = percent / 50
    let isNew = state.withLock { state in
      defer { state.lastTenth = half }
      return half != state.lastTenth
    }
    if isNew { write("\(title)  \(percent)%\n", toErrors: isJSON) }
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
    Self.write(text, to: toErrors ? STDERR_FILENO : STDOUT_FILENO)
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
