import NemoCassette

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard output as a place for pages: how wide it is, whether it has colours, and the pager.
struct Screen {
  private static let defaultWidth = 80
  private static let narrowest = 40

  let isTerminal: Bool
  /// In columns.
  let width: Int
  let isColoured: Bool
  private let pager: String
  private let hasPagerOptions: Bool

  init(environment: [String: String]) {
    isTerminal = isatty(STDOUT_FILENO) == 1
    isColoured =
      isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    width = max(
      Self.narrowest,
      environment["COLUMNS"].flatMap { Int($0) } ?? Self.terminalWidth() ?? Self.defaultWidth)
    let pager = environment["PAGER"] ?? ""
    self.pager = pager.isEmpty ? "less -R" : pager
    hasPagerOptions = environment["LESS"] != nil
  }

  /// Shows the lines: through the pager on a terminal, else straight.
  func show(_ lines: [ShownLine], paged: Bool = false) {
    guard paged, isTerminal, page(lines) else {
      return Console.write(lines.map(text).joined(), to: STDOUT_FILENO)
    }
  }

  /// The line with its colours, where there are any.
  func text(_ line: ShownLine) -> String {
    guard isColoured else { return line.text + "\n" }
    return line.spans.map { span in
      span.tone == .plain ? span.text : "\u{1b}[\(Self.code(span.tone))m\(span.text)\u{1b}[0m"
    }.joined() + "\n"
  }

  /// False when there is no pager.
  private func page(_ lines: [ShownLine]) -> Bool {
    // Whoever leaves the pager early must not end this process with it.
    signal(SIGPIPE, SIG_IGN)
    // Quit at once where everything fits, and leave the page on the screen.
    if !hasPagerOptions { setenv("LESS", "FRX", 0) }
    guard let pipe = popen(pager, "w") else { return false }
    for line in lines {
      guard fputs(text(line), pipe) >= 0 else { break }
    }
    // A shell says 127 when there is no such command.
    return pclose(pipe) >> 8 & 0xff != 127
  }

  private static func code(_ tone: ShownLine.Tone) -> String {
    switch tone {
    case .plain: "0"
    case .dim: "2"
    case .good: "32"
    case .bad: "31"
    case .strong: "1"
    case .accent: "36"
    }
  }

  private static func terminalWidth() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
