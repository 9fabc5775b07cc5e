/// Finds the entries of an archive without reading them, so that only one is in memory in parts.
enum HAREntries {
  /// A day of clicking has some thousands.
  static let entryLimit = 100_000

  /// Where the elements of `log.entries` stand.
  ///
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/unreadable``.
  static func ranges(in bytes: [UInt8]) throws -> [Range<Int>] {
    guard !bytes.starts(with: [0xff, 0xfe]), !bytes.starts(with: [0xfe, 0xff]) else {
      throw refusal("is UTF-16. Save it as UTF-8")
    }
    var skimmer = JSONSkimmer(bytes: bytes)
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { skimmer.position = 3 }
    guard skimmer.isAtObject else {
      throw refusal("is not valid JSON. Save the capture as HAR 1.2")
    }
    if skimmer.enter("log"), skimmer.enter("entries") {
      if let ranges = skimmer.elements(limit: entryLimit) { return ranges }
      guard skimmer.isAtEnd else {
        throw refusal("is malformed, or has more than \(entryLimit) entries. Save it again")
      }
    }
    throw skimmer.isAtEnd
      ? refusal("is not valid JSON: it is cut short. Save the capture again")
      : refusal("has no `log` with `entries`. Save the capture as HAR 1.2")
  }

  private static func refusal(_ reason: String) -> CassetteError {
    CassetteError(.unreadable, "The HAR file \(reason).")
  }
}

/// Walks over JSON by its brackets and strings alone. Recursion free: depth costs nothing.
private struct JSONSkimmer {
  let bytes: [UInt8]
  var position = 0

  /// Whether it ran off the end, looking for what should have come.
  var isAtEnd: Bool { position >= bytes.count }

  var isAtObject: Bool {
    bytes[position...].first { !JSONBytes.isSpace($0) } == UInt8(ascii: "{")
  }

  /// From the start of an object to the value of a key; false when there is no such key.
  mutating func enter(_ key: String) -> Bool {
    guard take(UInt8(ascii: "{")) else { return false }
    while true {
      skipSpace()
      let start = position
      guard skipString() else { return false }
      let found = bytes[start..<position].dropFirst().dropLast().elementsEqual(key.utf8)
      guard take(UInt8(ascii: ":")) else { return false }
      if found { return true }
      guard skipValue(), take(UInt8(ascii: ",")) else { return false }
    }
  }

  /// The elements of an array; nil when it is malformed.
  mutating func elements(limit: Int) -> [Range<Int>]? {
    guard take(UInt8(ascii: "[")) else { return nil }
    var ranges: [Range<Int>] = []
    if take(UInt8(ascii: "]")) { return ranges }
    repeat {
      skipSpace()
      let start = position
      guard skipValue(), ranges.count < limit else { return nil }
      ranges.append(start..<position)
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? ranges : nil
  }

  private mutating func skipSpace() {
    while position < bytes.count, JSONBytes.isSpace(bytes[position]) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipString() -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return false }
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return true
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
    return false
  }

  private mutating func skipValue() -> Bool {
    skipSpace()
    var depth = 0
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        guard skipString() else { return false }
        if depth == 0 { return true }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // The end of what the value stands in.
        if depth == 0 { return position > start }
        depth -= 1
        if depth == 0 {
          position += 1
          return true
        }
      case UInt8(ascii: ","), 0x20, 0x09, 0x0a, 0x0d:
        if depth == 0 { return position > start }
      default: break
      }
      position += 1
    }
    return false
  }
}
