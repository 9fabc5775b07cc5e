import NemoTime

/// Lines of a pipe or a file, each read only when it is asked for: what is not asked for waits
/// where it comes from.
final class LineInput: Sendable {
  /// Of a line, in bytes; the rest of a longer one is dropped.
  static let maximumLineBytes = 16 << 10
  private static let chunkBytes = 4 << 10

  private struct Wish {
    var count = 0
  }

  private let wish = Locked(Wish())

  /// Gives each line that was asked for, then nil at the end. On a thread of its own.
  func read(_ receive: @escaping @Sendable (String?) -> Void) {
    SystemThread.start { [self] in
      var splitter = LineSplitter()
      while true {
        wish.waiting { $0.count > 0 ? () : nil }
        let line = Self.next(&splitter)
        wish.withLock { $0.count -= 1 }
        receive(line)
        if line == nil { return }
      }
    }
  }

  /// Asks for one line more.
  func askForLine() {
    wish.withLockAndSignal { $0.count += 1 }
  }

  private static func next(_ splitter: inout LineSplitter) -> String? {
    while true {
      if let line = splitter.next() { return line }
      let bytes = InputReader.read(upTo: chunkBytes)
      guard !bytes.isEmpty else { return splitter.finish() }
      splitter.receive(bytes)
    }
  }
}

/// Lines out of bytes, however they are cut.
struct LineSplitter: Sendable {
  private var bytes: [UInt8] = []
  private var lines: [String] = []

  mutating func receive(_ chunk: [UInt8]) {
    for byte in chunk {
      if byte == 0x0a {
        lines.append(take())
      } else if bytes.count < LineInput.maximumLineBytes {
        bytes.append(byte)
      }
    }
  }

  /// The oldest whole line.
  mutating func next() -> String? { lines.isEmpty ? nil : lines.removeFirst() }

  /// A last line without its end; nil when there is none. Call it until it is nil.
  mutating func finish() -> String? {
    if let line = next() { return line }
    return bytes.isEmpty ? nil : take()
  }

  private mutating func take() -> String {
    defer { bytes = [] }
    if bytes.last == 0x0d { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
