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
  static func quoted(_ text: some Collection<UInt8>) -> [UInt8] {
    var quoted: [UInt8] = []
    quoted.reserveCapacity(text.count + 2)
    append(quoted: text, to: &quoted)
    return quoted
  }

  static func append(quoted text: some Sequence<UInt8>, to output: inout [UInt8]) {
    let handled: Void? = text.withContiguousStorageIfAvailable { append(quoted: $0, to: &output) }
    if handled == nil { Array(text).withUnsafeBufferPointer { append(quoted: $0, to: &output) } }
  }

  private static func append(quoted text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var start = 0
    for (position, byte) in text.enumerated() where mustEscape(byte) {
      output += text[start..<position]
      append(escaped: byte, to: &output)
      start = position + 1
    }
    output += text[start...]
    output.append(UInt8(ascii: "\""))
  }

  private static func mustEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7f || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func append(escaped byte: UInt8, to output: inout [UInt8]) {
    switch byte {
    case 0x0a: output += "\\n".utf8
    case 0x0d: output += "\\r".utf8
    case 0x09: output += "\\t".utf8
    case 0..<0x20, 0x7f:
      output += ("\\u00" + (byte < 16 ? "0" : "") + String(byte, radix: 16)).utf8
    default: output += [UInt8(ascii: "\\"), byte]
    }
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

  /// Parts as they stand on a tape.
  static func parts(_ parts: [BodyContent.FormPart]) -> String {
    let members = parts.map { part in
      part.text.map { "\(head(part)),\"text\":\(quoted($0))}" } ?? digested(part)
    }
    return "[" + members.joined(separator: ",") + "]"
  }

  /// Parts with size and digest, whether their text is known or not.
  static func digested(_ parts: [BodyContent.FormPart]) -> String {
    "[" + parts.map(digested).joined(separator: ",") + "]"
  }

  private static func digested(_ part: BodyContent.FormPart) -> String {
    head(part) + ",\"size\":\(part.sizeBytes),\"sha256\":\(quoted(part.sha256))}"
  }

  private static func head(_ part: BodyContent.FormPart) -> String {
    var head = "{\"name\":\(quoted(part.name))"
    if let filename = part.filename { head += ",\"filename\":\(quoted(filename))" }
    if let type = part.contentType { head += ",\"type\":\(quoted(type))" }
    return head
  }

  static func parts(from node: JSONNode, in bytes: [UInt8]) -> [BodyContent.FormPart]? {
    guard let elements = node.elements else { return nil }
    var parts: [BodyContent.FormPart] = []
    for element in elements {
      guard let part = part(from: element, in: bytes) else { return nil }
      parts.append(part)
    }
    return parts
  }

  private static func part(from node: JSONNode, in bytes: [UInt8]) -> BodyContent.FormPart? {
    guard let name = node["name"]?.text else { return nil }
    let type = node["type"]?.text
    if let text = node["text"] {
      // It says size and digest, and files have none.
      guard let text = text.text, text.utf8.count <= BodyContent.FormPart.textLimitBytes,
        node["filename"] == nil, node["size"] == nil, node["sha256"] == nil
      else { return nil }
      return .init(name: name, contentType: type, text: text)
    }
    guard let sha256 = node["sha256"]?.text, let size = node["size"]?.integer(in: bytes),
      (0...Int64(TapeLimits.bodyBytes)).contains(size)
    else { return nil }
    return .init(
      name: name, filename: node["filename"]?.text, contentType: type, sizeBytes: Int(size),
      sha256: sha256)
  }
}
