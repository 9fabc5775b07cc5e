/// Splits a stream of server-sent events after each blank line, for people to read.
///
/// Lines end in LF, CR or CRLF (HTML Living Standard, section 9.2.6). The pieces joined are the
/// stream, whatever it holds.
enum EventSplitter {
  static func split(_ bytes: [UInt8]) -> [[UInt8]] {
    var events: [[UInt8]] = []
    var start = 0
    var position = 0
    var lineStart = 0
    while position < bytes.count {
      guard let lineEnd = endOfLine(bytes, at: position) else {
        position += 1
        continue
      }
      let isBlank = position == lineStart
      position = lineEnd
      lineStart = lineEnd
      if isBlank {
        events.append(Array(bytes[start..<position]))
        start = position
      }
    }
    if start < bytes.count { events.append(Array(bytes[start...])) }
    return events
  }

  /// Where the line terminator at `position` ends; nil when there is none.
  private static func endOfLine(_ bytes: [UInt8], at position: Int) -> Int? {
    switch bytes[position] {
    case 0x0a: position + 1
    case 0x0d:
      position + 1 < bytes.count && bytes[position + 1] == 0x0a ? position + 2 : position + 1
    default: nil
    }
  }
}
