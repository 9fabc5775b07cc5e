import NemoTime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal that a person types at: raw while a line is edited, and as it was at every end.
final class RawTerminal: Sendable {
  /// Of one read, in bytes.
  private static let chunkBytes = 4 << 10
  private static let defaultColumns = 80
  /// Bracketed paste, as xterm has it: a paste comes with marks round it.
  private static let begin = "\u{1b}[?2004h"
  private static let end = "\u{1b}[?2004l"

  private let before: termios
  private let output: Int32
  /// Whether the chunk that was handed over last was taken.
  private let isTaken = Locked(true)

  /// Nil where there is nobody at a keyboard, or a terminal that can't move its cursor.
  ///
  /// - Parameter output: where the prompt is shown.
  init?(output: Int32, environment: [String: String]) {
    var settings = termios()
    guard isatty(STDIN_FILENO) == 1, isatty(output) == 1, environment["TERM"] != "dumb",
      tcgetattr(STDIN_FILENO, &settings) == 0
    else { return nil }
    before = settings
    self.output = output
  }

  /// Every key at once, without echo and signals; what is printed stays as it is.
  func makeRaw() {
    var raw = before
    raw.c_iflag &= ~tcflag_t(ICRNL | IXON | BRKINT | ISTRIP | INPCK)
    raw.c_lflag &= ~tcflag_t(ECHO | ICANON | ISIG | IEXTEN)
    tcsetattr(STDIN_FILENO, TCSADRAIN, &raw)
    Console.write(Self.begin, to: output)
  }

  /// As it was before ``makeRaw()``.
  func restore() {
    Console.write(Self.end, to: output)
    var before = before
    tcsetattr(STDIN_FILENO, TCSADRAIN, &before)
  }

  /// Stops the process as Ctrl-Z does, and returns when it goes on.
  func suspend() {
    restore()
    kill(getpid(), SIGSTOP)
    makeRaw()
  }

  static func columns(of output: Int32) -> Int {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return defaultColumns
    }
    return Int(size.ws_col)
  }

  /// Reads on a thread of its own until the input ends. After each chunk it waits for
  /// ``takeNext()``, so that nothing piles up.
  func read(_ receive: @escaping @Sendable (_ bytes: [UInt8]?) -> Void) {
    SystemThread.start { [self] in
      while case let bytes = InputReader.read(upTo: Self.chunkBytes), !bytes.isEmpty {
        isTaken.withLock { $0 = false }
        receive(bytes)
        isTaken.waiting { $0 ? () : nil }
      }
      receive(nil)
    }
  }

  /// The chunk was taken; the next may come.
  func takeNext() {
    isTaken.withLockAndSignal { $0 = true }
  }
}

/// Standard input in pieces.
enum InputReader {
  /// What there is, at least a byte; nothing at the end.
  static func read(upTo count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    while true {
      let result = bytes.withUnsafeMutableBytes { systemRead(STDIN_FILENO, $0) }
      if result < 0, errno == EINTR { continue }
      return Array(bytes.prefix(max(0, result)))
    }
  }
}

// Inside of a type its own methods hide the function of the C library.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
