/// Writing JSON by hand: the tape's key order is fixed, and its strings must keep every byte.
enum JSONBytes {
  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0a || byte == 0x0d
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  static func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// A JSON string of valid UTF-8.
  static func quoted(_ text: some Sequence<UInt8>) -> [UInt8] {
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): quoted += [UInt8(ascii: "\\"), byte]
      case 0x0a: quoted += "\\n".utf8
      case 0x0d: quoted += "\\r".utf8
      case 0x09: quoted += "\\t".utf8
      case 0..<0x20, 0x7f:
        quoted += ("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8
      default: quoted.append(byte)
      }
    }
    quoted.append(UInt8(ascii: "\""))
    return quoted
  }

  static func quoted(_ text: String) -> String {
    String(decoding: quoted(text.utf8), as: UTF8.self)
  }

  /// Header lines as pairs: `[["name","value"]]`.
  static func pairs(_ headers: [HeaderPair]) -> String {
    "[" + headers.map { "[\(quoted($0.name)),\(quoted($0.value))]" }.joined(separator: ",") + "]"
  }

  /// The reverse of ``pairs(_:)``; nil when the node is something else.
  static func pairs(from node: JSONNode) -> [HeaderPair]? {
    guard let elements = node.elements else { return nil }
    var headers: [HeaderPair] = []
    for element in elements {
      guard let pair = element.elements, pair.count == 2, let name = pair[0].text,
        let value = pair[1].text
      else { return nil }
      headers.append(HeaderPair(name, value))
    }
    return headers
  }

  static func parts(_ parts: [BodyContent.FormPart]) -> String {
    let members = parts.map { part in
      var member = "{\"name\":\(quoted(part.name))"
      if let filename = part.filename { member += ",\"filename\":\(quoted(filename))" }
      if let type = part.contentType { member += ",\"type\":\(quoted(type))" }
      return member + ",\"size\":\(part.sizeBytes),\"sha256\":\(quoted(part.sha256))}"
    }
    return "[" + members.joined(separator: ",") + "]"
  }

  static func parts(from node: JSONNode, in bytes: [UInt8]) -> [BodyContent.FormPart]? {
    guard let elements = node.elements else { return nil }
    var parts: [BodyContent.FormPart] = []
    for element in elements {
      guard let name = element["name"]?.text, let sha256 = element["sha256"]?.text,
        let size = element["size"]?.integer(in: bytes),
        (0...Int64(TapeLimits.bodyBytes)).contains(size)
      else { return nil }
      parts.append(
        .init(
          name: name, filename: element["filename"]?.text, contentType: element["type"]?.text,
          sizeBytes: Int(size), sha256: sha256))
    }
    return parts
  }
}
