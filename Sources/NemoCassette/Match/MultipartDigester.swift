/// Reads a multipart body as it passes and keeps of each part its head, size and digest; of a small
/// field its text, too.
///
/// RFC 2046 section 5.1 and RFC 7578. The boundary does not show in the result.
struct MultipartDigester: Sendable {
  private static let headLimitBytes = 16 << 10
  private static let partLimit = 1_000

  private enum Phase { case preamble, afterBoundary, head, content, done, malformed }

  private let delimiter: [UInt8]
  private var phase = Phase.preamble
  private var pending: [UInt8] = Array("\r\n".utf8)  // The first boundary may stand at the start.
  private var parts: [BodyContent.FormPart] = []
  private var digest = Digest()
  /// The part so far, as long as it may be a small field.
  private var field: [UInt8]?

  /// Nil when the content type is not multipart or names no boundary.
  init?(contentType: String?) {
    guard let contentType, HeaderRules.isMultipart(contentType),
      let boundary = Self.parameter("boundary", of: contentType), !boundary.isEmpty
    else { return nil }
    delimiter = Array(("\r\n--" + boundary).utf8)
  }

  mutating func append(_ bytes: [UInt8]) {
    pending += bytes
    while advance() {}
  }

  /// The parts; nil when the body was not a whole multipart body.
  var result: [BodyContent.FormPart]? { phase == .done ? parts : nil }

  /// Takes what can be decided; false when more bytes are needed.
  private mutating func advance() -> Bool {
    switch phase {
    case .preamble, .content: return takeContent()
    case .afterBoundary: return takeBoundaryEnd()
    case .head: return takeHead()
    case .done, .malformed:
      pending = []
      return false
    }
  }

  private mutating func takeContent() -> Bool {
    let end = Self.find(delimiter, in: pending)
    let certain = end ?? max(0, pending.count - delimiter.count + 1)
    if phase == .content { takeContent(pending[..<certain]) }
    guard end != nil else {
      pending.removeFirst(certain)
      return false
    }
    pending.removeFirst(certain + delimiter.count)
    if phase == .content { endPart() }
    phase = .afterBoundary
    return true
  }

  private mutating func takeContent(_ bytes: ArraySlice<UInt8>) {
    digest.append(bytes)
    field? += bytes
    if field?.count ?? 0 > BodyContent.FormPart.textLimitBytes { field = nil }
  }

  private mutating func takeBoundaryEnd() -> Bool {
    guard pending.count >= 2 else { return false }
    let end = pending.prefix(2)
    pending.removeFirst(2)
    switch (end.first, end.last) {
    case (UInt8(ascii: "-"), UInt8(ascii: "-")): phase = .done
    case (0x0d, 0x0a):
      phase = .head
      // A part without headers begins with its empty line.
      pending = [0x0d, 0x0a] + pending
    default: phase = .malformed
    }
    return true
  }

  private mutating func takeHead() -> Bool {
    guard let end = Self.find(Array("\r\n\r\n".utf8), in: pending) else {
      if pending.count > Self.headLimitBytes { phase = .malformed }
      return false
    }
    let head = String(decoding: pending[..<end], as: UTF8.self)
    pending.removeFirst(end + 4)
    guard parts.count < Self.partLimit else {
      phase = .malformed
      return true
    }
    parts.append(Self.part(head: head))
    digest = Digest()
    field = []
    phase = .content
    return true
  }

  private mutating func endPart() {
    parts[parts.count - 1].sizeBytes = digest.sizeBytes
    parts[parts.count - 1].sha256 = digest.hexadecimal
    if let field { parts[parts.count - 1].keepText(field) }
  }

  private static func part(head: String) -> BodyContent.FormPart {
    var part = BodyContent.FormPart(
      name: "", filename: nil, contentType: nil, sizeBytes: 0, sha256: "")
    for line in head.split(whereSeparator: \.isNewline) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = String(line[line.index(after: colon)...].drop { $0 == " " })
      switch line[..<colon].lowercased() {
      case "content-disposition":
        part.name = parameter("name", of: value) ?? ""
        part.filename = parameter("filename", of: value) ?? parameter("filename*", of: value)
      case "content-type": part.contentType = value
      default: break
      }
    }
    return part
  }

  /// A parameter of a header's value, RFC 9110 section 5.6.6.
  static func parameter(_ name: String, of value: String) -> String? {
    var rest = value[...]
    while let semicolon = rest.firstIndex(of: ";") {
      rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
      guard let equals = rest.firstIndex(where: { $0 == "=" || $0 == ";" }), rest[equals] == "="
      else { continue }
      let found = rest[..<equals].lowercased() == name
      rest = rest[rest.index(after: equals)...]
      let text = takeValue(&rest)
      if found { return text }
    }
    return nil
  }

  private static func takeValue(_ rest: inout Substring) -> String {
    guard rest.first == "\"" else {
      let token = rest.prefix { $0 != ";" && $0 != " " }
      rest = rest[token.endIndex...]
      return String(token)
    }
    rest = rest.dropFirst()
    var text = ""
    while let character = rest.popFirst(), character != "\"" {
      text.append(character == "\\" ? rest.popFirst() ?? "\\" : character)
    }
    return text
  }

  private static func find(_ pattern: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= pattern.count else { return nil }
    var position = 0
    while let candidate = bytes[position...].firstIndex(of: pattern[0]) {
      guard candidate + pattern.count <= bytes.count else { return nil }
      if bytes[candidate..<(candidate + pattern.count)].elementsEqual(pattern) { return candidate }
      position = candidate + 1
    }
    return nil
  }
}

extension BodyContent.FormPart {
  /// Of larger fields only digest and size are kept.
  static let textLimitBytes = 4 << 10

  /// Keeps what was sent, if it is the text of a small field.
  mutating func keepText(_ bytes: [UInt8]) {
    guard filename == nil, bytes.count <= Self.textLimitBytes,
      let text = String(validating: bytes, as: UTF8.self)
    else { return }
    setText(text)
  }
}
