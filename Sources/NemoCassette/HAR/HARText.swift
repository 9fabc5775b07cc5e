/// The bytes behind the strings of an archive, which knows only text.
enum HARText {
  /// The content of a JSON string between its quotes, already known to be valid.
  ///
  /// Half of a surrogate pair that stands alone is a byte that was no UTF-8: Python's
  /// `surrogateescape` (PEP 383), which mitmproxy uses, keeps the byte 0x80 + n as U+DC80 + n.
  static func unescaped(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard var position = text.firstIndex(of: UInt8(ascii: "\\")) else { return text }
    var output = Array(text[..<position])
    output.reserveCapacity(text.count)
    while position < text.endIndex {
      let byte = text[position]
      guard byte == UInt8(ascii: "\\"), position + 1 < text.endIndex else {
        output.append(byte)
        position += 1
        continue
      }
      position += 2
      switch text[position - 1] {
      case UInt8(ascii: "b"): output.append(0x08)
      case UInt8(ascii: "f"): output.append(0x0c)
      case UInt8(ascii: "n"): output.append(0x0a)
      case UInt8(ascii: "r"): output.append(0x0d)
      case UInt8(ascii: "t"): output.append(0x09)
      case UInt8(ascii: "u"): position = appendUnit(of: text, at: position, to: &output)
      case let other: output.append(other)
      }
    }
    return output[...]
  }

  private static func appendUnit(
    of text: ArraySlice<UInt8>, at start: Int, to output: inout [UInt8]
  ) -> Int {
    guard let unit = hexadecimal(text, at: start) else { return start }
    let end = start + 4
    if let scalar = Unicode.Scalar(unit) {
      output += Array(String(Character(scalar)).utf8)
    } else if unit < 0xdc00, text[end...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]),
      let low = hexadecimal(text, at: end + 2), (0xdc00..<0xe000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
    {
      output += Array(String(Character(scalar)).utf8)
      return end + 6
    } else if (0xdc80...0xdcff).contains(unit) {
      output.append(UInt8(unit - 0xdc00))
    } else {
      output += "\u{fffd}".utf8
    }
    return end
  }

  private static func hexadecimal(_ text: ArraySlice<UInt8>, at start: Int) -> UInt32? {
    guard start + 4 <= text.endIndex else { return nil }
    var value: UInt32 = 0
    for byte in text[start..<(start + 4)] {
      guard let digit = JSONBytes.hexadecimalValue(byte) else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Text whose characters stand for one byte each; nil when one of them is beyond U+00FF.
  static func latin1(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard let string = String(validating: text, as: UTF8.self) else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(text.count)
    for scalar in string.unicodeScalars {
      guard let byte = UInt8(exactly: scalar.value) else { return nil }
      output.append(byte)
    }
    return output
  }

  /// Base64, RFC 4648 section 4 or 5, with white space and without padding too; nil for the rest.
  static func base64(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var output: [UInt8] = []
    output.reserveCapacity(text.underestimatedCount / 4 * 3)
    var (held, count, isPadded): (UInt32, Int, Bool) = (0, 0, false)
    for byte in text where !JSONBytes.isSpace(byte) {
      if byte == UInt8(ascii: "=") {
        isPadded = true
        continue
      }
      guard !isPadded, let digit = sextet(byte) else { return nil }
      held = held << 6 | digit
      count += 1
      guard count % 4 == 0 else { continue }
      output += [UInt8(held >> 16 & 0xff), UInt8(held >> 8 & 0xff), UInt8(held & 0xff)]
    }
    switch count % 4 {
    case 0: return output
    case 2: return output + [UInt8(held >> 4 & 0xff)]
    case 3: return output + [UInt8(held >> 10 & 0xff), UInt8(held >> 2 & 0xff)]
    default: return nil
    }
  }

  private static func sextet(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
