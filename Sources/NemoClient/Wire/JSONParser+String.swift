extension JSONParser {
  /// A string, RFC 8259 section 7.
  mutating func string() throws(JSONFailure) -> String {
    try expect(UInt8(ascii: "\""))
    let start = position
    let end = try plainEnd()
    if bytes[end] == UInt8(ascii: "\"") {
      position = end + 1
      return String(decoding: bytes[start..<end], as: UTF8.self)
    }
    return try escapedString(from: start)
  }

  /// Where the run of bytes ends that stand for themselves; there is a byte at that place.
  private func plainEnd() throws(JSONFailure) -> Int {
    let start = position
    let length = bytes.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
        index += 1
      }
      return index
    }
    guard length < bytes.count, bytes[length] >= 0x20 else {
      throw JSONFailure(.malformed, offsetBytes: length)
    }
    return length
  }

  private mutating func escapedString(from start: Int) throws(JSONFailure) -> String {
    var text: [UInt8] = []
    position = start
    while true {
      let end = try plainEnd()
      text += bytes[position..<end]
      position = end + 1
      if bytes[end] == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      text += Array(String(try escape()).utf8)
    }
  }

  /// What stands after a backslash.
  private mutating func escape() throws(JSONFailure) -> Unicode.Scalar {
    guard let next else { throw failure() }
    position += 1
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(next)
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try codePoint()
    default: throw failure()
    }
  }

  /// `uXXXX`, or a surrogate pair. A lone surrogate is no character: U+FFFD.
  private mutating func codePoint() throws(JSONFailure) -> Unicode.Scalar {
    let first = try hexadecimal()
    guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
    let afterFirst = position
    guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else {
      position = afterFirst
      return "\u{FFFD}"
    }
    let second = try hexadecimal()
    guard (0xDC00..<0xE000).contains(second) else {
      position = afterFirst
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
  }

  private mutating func hexadecimal() throws(JSONFailure) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let next, let digit = Character(Unicode.Scalar(next)).hexDigitValue else {
        throw failure()
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
