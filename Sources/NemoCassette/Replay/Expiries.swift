package import NemoTime

extension Tape {
  /// The same tape with those ends of tokens moved that have passed (`expires_at`, contract section
  /// 3.1): as far ahead of `now` as they were ahead of the recording.
  ///
  /// A client that looks at its calendar plays an old tape then. Dates keep their length, so nothing
  /// else moves, and a tape whose tokens have not ended stays as it is, byte for byte.
  package func renewingExpiries(at now: WallTime) -> Tape {
    var tape = self
    for index in tape.exchanges.indices {
      guard case .bytes(var bytes)? = tape.exchanges[index].response?.body else { continue }
      Expiries.renew(in: &bytes, recorded: header.recorded, now: now)
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

  static func renew(in bytes: inout [UInt8], recorded: WallTime, now: WallTime) {
    for range in dates(in: bytes) {
      let text = String(decoding: bytes[range], as: UTF8.self)
      guard let date = WallTime(iso8601: text), date <= now else { continue }
      let moved = Array((date + (now - recorded)).iso8601.utf8.prefix(secondsEnd))
      guard moved.count == secondsEnd, range.count > secondsEnd else { continue }
      bytes.replaceSubrange(range.lowerBound..<(range.lowerBound + secondsEnd), with: moved)
    }
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
