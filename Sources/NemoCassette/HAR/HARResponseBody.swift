/// What came, out of `content`: the bytes after every content encoding was undone.
struct HARResponseBody {
  let entry: HAREntry
  let number: Int
  let method: String
  let status: Int

  private var content: JSONNode? { entry.response?["content"] }

  /// RFC 9110 section 6.4.1: answers that have no body, whatever their headers say.
  private var hasNoBody: Bool { method == "HEAD" || status == 204 || status == 304 || status < 200 }

  /// Nil when the capture does not hold it.
  func bytes(
    contentType: String?, _ notes: inout HARNotes, _ files: (String) throws -> [UInt8]?
  ) throws -> [UInt8]? {
    if hasNoBody { return [] }
    if let name = content?["_file"]?.text, !name.isEmpty {
      if let bytes = try files(name) { return bytes }
      notes.add(.missingFile, number)
      return nil
    }
    guard let text = entry.text(content?["text"]) else { return nil }
    if content?["encoding"]?.text?.lowercased() == "base64" {
      if let bytes = HARText.base64(text) { return bytes }
      notes.add(.badBase64, number)
      return nil
    }
    let latin1 = Self.isLatin1(contentType) ? HARText.latin1(text) : nil
    let bytes = latin1 ?? Array(text)
    if bytes.isEmpty, expectedBytes(nil) > 0 { return nil }
    if let size = entry.size(content?["size"]), bytes.count < size, !isEncoded {
      notes.add(.shortBody, number)
    }
    return bytes
  }

  /// How large the body was, when it is not there. mitmproxy's sizes are those of the encoded body.
  func expectedBytes(_ headers: [HeaderPair]?) -> Int {
    if hasNoBody { return 0 }
    if let size = entry.size(content?["size"]), size > 0 { return size }
    if let size = entry.size(entry.response?["bodySize"]), size > 0 { return size }
    return headers.flatMap { HAREntry.declaredBytes($0) } ?? 0
  }

  private var isEncoded: Bool {
    entry.headers(entry.response).first("content-encoding") != nil
  }

  private static func isLatin1(_ contentType: String?) -> Bool {
    let charset = MultipartDigester.parameter("charset", of: contentType ?? "")?.lowercased()
    return ["iso-8859-1", "latin1", "latin-1"].contains(charset)
  }

  /// The headers as they belong to the bytes on the tape: decoded, and of their length.
  func headers(
    _ headers: [HeaderPair], bodyBytes: Int, contentType: String?
  ) -> [HeaderPair] {
    var fitting = headers.filter { $0.name.lowercased() != "content-encoding" }
    if !hasNoBody {
      for index in fitting.indices where fitting[index].name.lowercased() == "content-length" {
        fitting[index].value = String(bodyBytes)
      }
    }
    if let contentType, fitting.first("content-type") == nil, bodyBytes > 0 {
      fitting.append(HeaderPair("Content-Type", contentType))
    }
    return fitting
  }
}
