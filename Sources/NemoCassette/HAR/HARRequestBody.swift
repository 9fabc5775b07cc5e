/// What was sent, out of `postData`.
struct HARRequestBody {
  let entry: HAREntry
  let number: Int
  let contentType: String?
  /// What the request's own Content-Length says.
  private let declaredBytes: Int?
  private let post: JSONNode?

  init(_ entry: HAREntry, number: Int, headers: [HeaderPair]) {
    self.entry = entry
    self.number = number
    post = entry.request?["postData"]
    let mimeType = post?["mimeType"]?.text.flatMap { $0.isEmpty ? nil : $0 }
    contentType = headers.first("content-type") ?? mimeType
    declaredBytes = HAREntry.declaredBytes(headers)
  }

  /// The content type, where only `postData` says it.
  var missingHeaders: [HeaderPair] {
    guard let contentType, entry.headers(entry.request).first("content-type") == nil else {
      return []
    }
    return [HeaderPair("Content-Type", contentType)]
  }

  func content(
    _ notes: inout HARNotes, _ files: (String) throws -> [UInt8]?
  ) throws -> BodyContent {
    if let bytes = try bytes(&notes, files), !bytes.isEmpty { return content(of: bytes, &notes) }
    if let parts = parameters(&notes) { return parts }
    let size = declaredBytes ?? entry.size(entry.request?["bodySize"]) ?? 0
    guard size > 0 else { return .empty }
    notes.add(.missingRequestBody, number)
    return .omitted(sha256: "", sizeBytes: size)
  }

  private func content(of bytes: [UInt8], _ notes: inout HARNotes) -> BodyContent {
    var collector = RequestBodyCollector(contentType: contentTypeWithBoundary(bytes))
    collector.append(bytes)
    let isShort = declaredBytes.map { bytes.count < $0 } ?? false
    if isShort {
      notes.add(HeaderRules.isMultipart(contentType) ? .partialForm : .shortBody, number)
    }
    return collector.content
  }

  private func bytes(
    _ notes: inout HARNotes, _ files: (String) throws -> [UInt8]?
  ) throws -> [UInt8]? {
    if let name = post?["_file"]?.text, !name.isEmpty {
      if let bytes = try files(name) { return bytes }
      notes.add(.missingFile, number)
      return nil
    }
    guard let text = entry.text(post?["text"]) else { return nil }
    guard post?["encoding"]?.text?.lowercased() == "base64" else { return decoded(text, &notes) }
    guard let bytes = HARText.base64(text) else {
      notes.add(.badBase64, number)
      return nil
    }
    return bytes
  }

  // MARK: Text that is bytes

  /// Tools put bytes that are no UTF-8 in as characters of the same number (Latin-1). Chrome then
  /// counts them as UTF-8 in `bodySize`, so the request's own Content-Length decides first.
  private func decoded(_ text: ArraySlice<UInt8>, _ notes: inout HARNotes) -> [UInt8] {
    guard text.contains(where: { $0 >= 0x80 }), let latin1 = HARText.latin1(text) else {
      return Array(text)
    }
    if declaredBytes == latin1.count { return latin1 }
    if declaredBytes == text.count { return Array(text) }
    if Self.looksBinary(latin1) {
      notes.add(.guessedBytes, number)
      return latin1
    }
    return entry.size(entry.request?["bodySize"]) == latin1.count ? latin1 : Array(text)
  }

  /// Control characters, those of Latin-1 included, stand in no text that people write.
  private static func looksBinary(_ latin1: [UInt8]) -> Bool {
    latin1.contains { byte in
      (0x7f...0x9f).contains(byte) || byte < 0x20 && ![0x09, 0x0a, 0x0d].contains(byte)
    }
  }

  // MARK: Forms

  /// A capture may lack the boundary; the body begins with it, RFC 2046 section 5.1.1.
  private func contentTypeWithBoundary(_ bytes: [UInt8]) -> String? {
    guard let contentType, HeaderRules.isMultipart(contentType), bytes.starts(with: "--".utf8),
      MultipartDigester.parameter("boundary", of: contentType) == nil
    else { return contentType }
    let line = bytes.dropFirst(2).prefix(70).prefix { $0 != 0x0d && $0 != 0x0a }
    return contentType + "; boundary=\"" + String(decoding: line, as: UTF8.self) + "\""
  }

  /// HAR 1.2 allows `params` in the place of `text`.
  private func parameters(_ notes: inout HARNotes) -> BodyContent? {
    guard let nodes = post?["params"]?.elements, !nodes.isEmpty else { return nil }
    guard HeaderRules.isMultipart(contentType) else {
      let pairs = nodes.map {
        "\(Self.encoded(text($0, "name")))=\(Self.encoded(text($0, "value")))"
      }
      return .bytes(Array(pairs.joined(separator: "&").utf8))
    }
    let parts = nodes.map(part)
    if zip(nodes, parts).contains(where: { $1.filename != nil && $0["value"]?.text == nil }) {
      notes.add(.partialForm, number)
    }
    return .form(parts)
  }

  private func text(_ node: JSONNode, _ key: String) -> ArraySlice<UInt8> {
    entry.text(node[key]) ?? []
  }

  private func part(_ node: JSONNode) -> BodyContent.FormPart {
    let value = text(node, "value")
    var part = BodyContent.FormPart(
      name: node["name"]?.text ?? "", filename: node["fileName"]?.text,
      contentType: node["contentType"]?.text, sizeBytes: value.count, sha256: Digest.of(value))
    part.keepText(Array(value))
    return part
  }

  /// As forms are written: WHATWG URL, section 5.2.
  private static func encoded(_ text: ArraySlice<UInt8>) -> String {
    text.map { byte in
      if byte == 0x20 { return "+" }
      if SecretScanner.isTokenByte(byte) || byte == UInt8(ascii: "*") || byte == UInt8(ascii: ".") {
        return String(Unicode.Scalar(byte))
      }
      return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
