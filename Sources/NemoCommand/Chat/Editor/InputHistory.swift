/// The lines of this conversation and earlier ones, oldest first.
struct InputHistory: Sendable {
  /// Older ones are forgotten.
  static let maximumLines = 500

  private(set) var lines: [String] = []
  /// Where the user looks; nil at the line that is being written.
  private var position: Int?
  /// The line that was being written when the user began to look back.
  private var draft = ""

  init(_ lines: [String] = []) {
    for line in lines { add(line) }
  }

  /// What may be remembered: no secrets, nothing empty (promise 3).
  static func mayKeep(_ line: String) -> Bool {
    let lower = line.lowercased()
    return line.contains { !$0.isWhitespace }
      && !["nmv_", "clm_", "bearer ", "nemo_token"].contains(where: lower.contains)
  }

  mutating func add(_ line: String) {
    rest()
    guard Self.mayKeep(line), line != lines.last else { return }
    lines.append(line)
    if lines.count > Self.maximumLines { lines.removeFirst(lines.count - Self.maximumLines) }
  }

  /// The line before, or nil at the oldest.
  mutating func older(than current: String) -> String? {
    let next = (position ?? lines.count) - 1
    guard next >= 0 else { return nil }
    if position == nil { draft = current }
    position = next
    return lines[next]
  }

  /// The line after, at the end the one that was being written; nil where the user does not look
  /// back.
  mutating func newer() -> String? {
    guard let now = position else { return nil }
    guard now + 1 < lines.count else {
      defer { rest() }
      return draft
    }
    position = now + 1
    return lines[now + 1]
  }

  /// Back to the line that is being written.
  mutating func rest() {
    position = nil
    draft = ""
  }
}
