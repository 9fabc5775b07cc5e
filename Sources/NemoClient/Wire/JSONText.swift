/// JSON to be written: members in the order given, and parts that are spliced in as they are.
enum JSONText {
  case string(String)
  case integer(Int64)
  case bool(Bool)
  case array([JSONText])
  case object([(String, JSONText)])
  /// Bytes of JSON that go through untouched.
  case verbatim([UInt8])

  /// The text, without white space of its own.
  var bytes: [UInt8] {
    var out: [UInt8] = []
    write(to: &out)
    return out
  }

  private func write(to out: inout [UInt8]) {
    switch self {
    case .string(let text): Self.write(text, to: &out)
    case .integer(let value): out += Array(String(value).utf8)
    case .bool(let value): out += Array((value ? "true" : "false").utf8)
    case .verbatim(let bytes): out += bytes
    case .array(let elements):
      out.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        element.write(to: &out)
      }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      out.append(UInt8(ascii: "{"))
      for (index, (key, value)) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        Self.write(key, to: &out)
        out.append(UInt8(ascii: ":"))
        value.write(to: &out)
      }
      out.append(UInt8(ascii: "}"))
    }
  }

  /// A string with the escapes that RFC 8259 section 7 demands, and no others.
  private static func write(_ text: String, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): out += [UInt8(ascii: "\\"), byte]
      case 0x0A: out += Array(#"\n"#.utf8)
      case 0x0D: out += Array(#"\r"#.utf8)
      case 0x09: out += Array(#"\t"#.utf8)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        out += Array(#"\u"#.utf8) + Array(String(repeating: "0", count: 4 - digits.count).utf8)
        out += Array(digits.utf8)
      default: out.append(byte)
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
