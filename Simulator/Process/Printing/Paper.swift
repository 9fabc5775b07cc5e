#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where a command prints: how wide standard output is, and whether it has colours.
struct Paper {
  private static let narrowest = 40

  /// In columns of a terminal; nil where standard output is none, and lines are as long as they are.
  let width: Int?
  private let isPlain: Bool

  /// - Parameter variables: those of the process; `NO_COLOR`, `TERM` and `COLUMNS` count.
  init(variables: [String: String]) {
    isPlain = !(variables["NO_COLOR"] ?? "").isEmpty || variables["TERM"] == "dumb"
    width =
      isatty(STDOUT_FILENO) == 1
      ? max(Self.narrowest, variables["COLUMNS"].flatMap { Int($0) } ?? Self.terminalWidth() ?? 80)
      : nil
  }

  func print(_ lines: [StyledLine]) {
    let isColoured = width != nil && !isPlain
    Self.write(
      lines.map { (isColoured ? $0.coloured : $0.text) + "\n" }.joined(), to: STDOUT_FILENO)
  }

  /// One document on one line, with its keys in the order of the alphabet.
  func print(json document: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    Self.write(
      String(decoding: try encoder.encode(document), as: UTF8.self) + "\n", to: STDOUT_FILENO)
  }

  /// A sentence about something that went wrong.
  func complain(_ sentence: String) {
    let isColoured = isatty(STDERR_FILENO) == 1 && !isPlain
    for text in width.map({ TextTable.wrap(sentence, $0) }) ?? [sentence] {
      let line = StyledLine(text, .bad)
      Self.write((isColoured ? line.coloured : line.text) + "\n", to: STDERR_FILENO)
    }
  }

  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      guard count > 0 else { return }  // A closed pipe: nobody is left to tell.
      rest = rest.dropFirst(count)
    }
  }

  private static func terminalWidth() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

// Inside `Paper` its own method hides the function of the C library.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
