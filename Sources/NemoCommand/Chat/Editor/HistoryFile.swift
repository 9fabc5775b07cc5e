#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What was typed, from one run to the next: a file that only its owner reads, a line each.
struct HistoryFile: Sendable {
  /// Only the end of a longer file is read, in bytes; then it is written anew.
  private static let maximumBytes = 256 << 10

  let path: String

  /// Nothing where there is no file.
  func load() -> [String] {
    let bytes = readEnd()
    var lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
    // The first of them may be cut.
    if bytes.count >= Self.maximumBytes { lines.removeFirst() }
    let kept = Array(lines.filter(InputHistory.mayKeep).suffix(InputHistory.maximumLines))
    if lines.count > InputHistory.maximumLines { rewrite(kept) }
    return kept
  }

  /// Adds a line; one that may not be kept is not written. What can't be written is not missed.
  func add(_ line: String) {
    guard InputHistory.mayKeep(line), !line.contains(where: \.isNewline) else { return }
    append(line + "\n", flags: O_APPEND)
  }

  private func rewrite(_ lines: [String]) {
    append(lines.map { $0 + "\n" }.joined(), flags: O_TRUNC)
  }

  private func append(_ text: String, flags: Int32) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | flags, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    // Whatever the mask was when it was made.
    fchmod(descriptor, 0o600)
    Console.write(text, to: descriptor)
  }

  private func readEnd() -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    let size = lseek(descriptor, 0, SEEK_END)
    lseek(descriptor, max(0, size - off_t(Self.maximumBytes)), SEEK_SET)
    var bytes = [UInt8](repeating: 0, count: Self.maximumBytes)
    var count = 0
    while count < bytes.count {
      let room = bytes.count - count
      let result = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + count, room) }
      guard result > 0 else { break }
      count += result
    }
    return Array(bytes.prefix(count))
  }
}
