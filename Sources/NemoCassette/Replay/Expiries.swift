import NemoTime

extension Tape {
  /// The same tape with the ends of its tokens moved (`expires_at`, contract section 3.1), so that a
  /// client on today's calendar finds them as far ahead as the recorded one did.
  ///
  /// Dates keep their length, so nothing else moves.
  package func movingExpiries(by offset: Duration) -> Tape {
    var tape = self
    for index in tape.exchanges.indices {
      guard case .bytes(var bytes)? = tape.exchanges[index].response?.body else { continue }
      guard Expiries.move(in: &bytes, by: offset) else { continue }
      tape.exchanges[index].response?.body = .bytes(bytes)
    }
    return tape
  }
}

/// Finds the dates at which tokens end, in JSON.
enum Expiries {
  private static let key = Array("\"expires_at\"".utf8)
  /// `2026-01-08T00:00:00`; a fraction and the zone follow, and stay.
  private static let secondsEnd = 19
  private static let longestDate = 40

  /// Whether there was one.
  static func move(in bytes: inout [UInt8], by offset: Duration) -> Bool {
    let dates = dates(in: bytes)
    var hasMoved = false
    for range in dates {
      let text = String(decoding: bytes[range], as: UTF8.self)
      guard let date = WallTime(iso8601: text) else { continue }
      let moved = Array((date + offset).iso8601.utf8.prefix(secondsEnd))
      guard moved.count == secondsEnd, range.count > secondsEnd else { continue }
      bytes.replaceSubrange(range.lowerBound..<(range.lowerBound + secondsEnd), with: moved)
      hasMoved = true
    }
    return hasMoved
  }

  private static func dates(in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var position = 0
    while let quote = bytes[position...].firstIndex(of: key[0]) {
      position = quote + 1
      guard bytes[quote...].starts(with: key) else { continue }
      if let range = value(in: bytes, after: quote + key.count) { found.append(range) }
    }
    return found
  }

  /// The content of the string after a colon.
  private static func value(in bytes: [UInt8], after start: Int) -> Range<Int>? {
    var rest = bytes[start...].drop(while: JSONBytes.isSpace)
    guard rest.popFirst() == UInt8(ascii: ":") else { return nil }
    rest = rest.drop(while: JSONBytes.isSpace)
    guard rest.popFirst() == UInt8(ascii: "\"") else { return nil }
    let end = rest.prefix(longestDate).firstIndex(of: UInt8(ascii: "\""))
    return end.map { rest.startIndex..<$0 }
  }
}
