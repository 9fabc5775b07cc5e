/// A text as it reads once its escapes are undone: `%2F`, `\u002f`, `\/` and `\"`.
///
/// One searches the decoded bytes, so that a value is found however much of it was escaped, and
/// replaces the raw ones. JSON inside of JSON doubles its backslashes; any number of them counts.
struct DecodedText {
  /// What the text says.
  let bytes: [UInt8]
  /// What stands there.
  let raw: [UInt8]
  /// Where each decoded byte begins in `raw`, and where the last one ends; nil when nothing is
  /// escaped.
  private let starts: [Int]?

  /// - Parameter isAtEnd: whether nothing follows; else an escape that is cut off is left out.
  init(_ raw: [UInt8], isAtEnd: Bool) {
    self.raw = raw
    let first = Self.nextEscape(in: raw, from: 0)
    guard first < raw.count else {
      bytes = raw
      starts = nil
      return
    }
    var decoder = EscapeDecoder(raw: raw, isAtEnd: isAtEnd)
    decoder.run(from: first)
    bytes = decoder.bytes
    starts = decoder.starts
  }

  /// A text in which escapes stand for themselves.
  init(verbatim bytes: [UInt8]) {
    self.bytes = bytes
    raw = bytes
    starts = nil
  }

  var count: Int { bytes.count }

  /// Where a decoded byte begins; for `count`, where the text that is decoded ends.
  func rawOffset(_ position: Int) -> Int { starts?[position] ?? position }

  /// How many bytes stand for one.
  func width(at position: Int) -> Int { rawOffset(position + 1) - rawOffset(position) }

  func isPercentEncoded(at position: Int) -> Bool {
    starts != nil && raw[rawOffset(position)] == UInt8(ascii: "%") && width(at: position) == 3
  }

  /// The bytes that stand for some.
  func spelling(_ range: Range<Int>) -> ArraySlice<UInt8> {
    raw[rawOffset(range.lowerBound)..<rawOffset(range.upperBound)]
  }

  /// `replacement` in the place of as many decoded bytes, escaped where they were.
  ///
  /// Where one cannot be (`\/` has no spelling for a digit), `padded` stretches the whole.
  func respelled(
    _ range: Range<Int>, as replacement: [UInt8], padded: (Int) -> [UInt8]
  ) -> [UInt8] {
    guard starts != nil else { return replacement }
    var output: [UInt8] = []
    for (position, byte) in zip(range, replacement) {
      guard let spelled = Self.respell(spelling(position..<position + 1), as: byte) else {
        return padded(spelling(range).count)
      }
      output += spelled
    }
    return output
  }

  private static func respell(_ unit: ArraySlice<UInt8>, as byte: UInt8) -> [UInt8]? {
    if unit.count == 1 { return [byte] }
    let digits = Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16).utf8)
    if unit.first == UInt8(ascii: "%") { return [UInt8(ascii: "%")] + digits }
    guard unit.count >= 6 else { return nil }
    return unit.dropLast(2) + digits
  }

  /// Where the next escape may begin; the text's end when there is none.
  fileprivate static func nextEscape(in raw: [UInt8], from start: Int) -> Int {
    let (percent, backslash) = (UInt8(ascii: "%"), UInt8(ascii: "\\"))
    return raw.withUnsafeBufferPointer { raw in
      var position = start
      while position < raw.count, raw[position] != percent, raw[position] != backslash {
        position += 1
      }
      return position
    }
  }
}

/// Undoes escapes.
private struct EscapeDecoder {
  /// Deeper nesting of JSON in JSON than anybody writes.
  private static let backslashLimit = 15

  let raw: [UInt8]
  let isAtEnd: Bool
  var bytes: [UInt8] = []
  var starts: [Int] = []
  private var position = 0

  init(raw: [UInt8], isAtEnd: Bool) {
    self.raw = raw
    self.isAtEnd = isAtEnd
  }

  mutating func run(from first: Int) {
    bytes.reserveCapacity(raw.count)
    starts.reserveCapacity(raw.count + 1)
    take(upTo: first)
    while position < raw.count {
      let isComplete =
        raw[position] == UInt8(ascii: "%") ? takePercent() : takeBackslashes()
      guard isComplete else { break }
      take(upTo: DecodedText.nextEscape(in: raw, from: position))
    }
    starts.append(position)
  }

  private mutating func take(upTo end: Int) {
    bytes += raw[position..<end]
    starts += position..<end
    position = end
  }

  private mutating func append(_ byte: UInt8, width: Int) {
    bytes.append(byte)
    starts.append(position)
    position += width
  }

  /// RFC 3986, section 2.1.
  private mutating func takePercent() -> Bool {
    switch hexadecimal(at: position + 1, digits: 2) {
    case .value(let value): append(UInt8(truncatingIfNeeded: value), width: 3)
    case .none: append(raw[position], width: 1)
    case .cut: return false
    }
    return true
  }

  /// RFC 8259, section 7.
  private mutating func takeBackslashes() -> Bool {
    let end = raw[position...].firstIndex { $0 != UInt8(ascii: "\\") } ?? raw.count
    let run = end - position
    guard run <= Self.backslashLimit else {
      take(upTo: end)
      return true
    }
    guard end < raw.count else {
      if isAtEnd { take(upTo: end) }
      return isAtEnd
    }
    switch raw[end] {
    // An even number of backslashes stands for themselves, and the quote ends its string.
    case UInt8(ascii: "\"") where run % 2 == 1: append(raw[end], width: run + 1)
    case UInt8(ascii: "/"): append(raw[end], width: run + 1)
    case UInt8(ascii: "u"):
      switch hexadecimal(at: end + 1, digits: 4) {
      case .value(let value) where value < 0x80:
        append(UInt8(truncatingIfNeeded: value), width: run + 5)
      case .value, .none: take(upTo: end)
      case .cut: return false
      }
    default: take(upTo: end)
    }
    return true
  }

  private enum Number { case value(UInt32), none, cut }

  private func hexadecimal(at start: Int, digits: Int) -> Number {
    var value: UInt32 = 0
    for index in start..<start + digits {
      guard index < raw.count else { return isAtEnd ? .none : .cut }
      guard let digit = JSONBytes.hexadecimalValue(raw[index]) else { return .none }
      value = value << 4 | UInt32(digit)
    }
    return .value(value)
  }
}
