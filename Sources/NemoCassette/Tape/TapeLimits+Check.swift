extension TapeLimits {
  /// Refuses to write what could not be read again.
  static func check(_ tape: Tape) throws(CassetteError) {
    if let excess = excess(of: tape.header) {
      throw CassetteError(.tooLarge, "The tape \(excess). Shorten it and write again.")
    }
    guard tape.exchanges.count <= exchanges else {
      throw CassetteError(
        .tooLarge, "The tape has more than \(exchanges) exchanges. Record a shorter journey.")
    }
    var ids: Set<String> = []
    for (index, exchange) in tape.exchanges.enumerated() {
      if let excess = excess(of: exchange) {
        throw CassetteError(
          .tooLarge, "Exchange \(index + 1) of the tape \(excess). Record a shorter journey.")
      }
      guard ids.insert(exchange.id).inserted else {
        throw CassetteError(
          .unreadable, "Exchange \(index + 1) of the tape has the id of another. Name it anew.")
      }
    }
  }

  /// What of a header is beyond its limit, as it goes on after "Line 1 of tape.jsonl".
  static func excess(of header: Tape.Header) -> String? {
    if !(1...originBytes).contains(header.origin.rawValue.utf8.count) {
      return "has an `origin` that is empty or longer than \(originBytes) bytes"
    }
    if header.backend.utf8.count > backendBytes {
      return "has a `backend` of more than \(backendBytes) bytes"
    }
    return header.note.utf8.count > noteBytes ? "has a `note` of more than \(noteBytes) bytes" : nil
  }

  /// What of an exchange is beyond its limit, as it goes on after "Line 2 of tape.jsonl".
  static func excess(of exchange: Exchange) -> String? {
    if !(1...idBytes).contains(exchange.id.utf8.count) {
      return "has an id that is empty or longer than \(idBytes) bytes"
    }
    let (request, end) = (exchange.request, exchange.end)
    return excess(of: request) ?? exchange.response.flatMap { excess(of: $0) }
      ?? excess(of: end.kind.rawValue, "end", endBytes) ?? excess(
        of: end.detail, "detail", detailBytes)
      ?? excess(of: [request.at, end.at])
  }

  private static func excess(of request: Exchange.Request) -> String? {
    excess(of: request.method, "method", methodBytes) ?? excess(of: request.url, "url", urlBytes)
      ?? excess(of: request.headers) ?? excess(of: request.body)
  }

  private static func excess(of response: Exchange.Response) -> String? {
    if !statuses.contains(response.status) { return "has a status that is none of HTTP's" }
    if response.cuts.count > cuts { return "has more than \(cuts) deliveries" }
    if response.cuts.contains(where: { !(0...bodyBytes).contains($0.length) }) {
      return "has a delivery of an impossible size"
    }
    return excess(of: response.headers) ?? excess(of: response.body) ?? excess(of: [response.at])
      ?? excess(of: response.cuts.map { $0.at })
  }

  private static func excess(of pairs: [HeaderPair]) -> String? {
    if pairs.count > headers { return "has more than \(headers) header lines" }
    for pair in pairs {
      if pair.name.utf8.count > headerNameBytes {
        return "has a header's name of more than \(headerNameBytes) bytes"
      }
      if pair.value.utf8.count > headerValueBytes {
        return "has a header of more than \(headerValueBytes) bytes"
      }
    }
    return nil
  }

  private static func excess(of body: BodyContent) -> String? {
    switch body {
    case .bytes(let bytes): bytes.count > bodyBytes ? Self.body : nil
    case .form(let parts): excess(of: parts)
    case .stored(let blob): excess(sha256: blob.sha256, blob.sizeBytes)
    case .omitted(let sha256, let size): excess(sha256: sha256, size)
    }
  }

  private static let body = "has a body of more than \(bodyBytes) bytes"

  private static func excess(of parts: [BodyContent.FormPart]) -> String? {
    if parts.count > formParts { return "has a form of more than \(formParts) parts" }
    for part in parts {
      for text in [part.name, part.filename ?? "", part.contentType ?? ""]
      where text.utf8.count > partTextBytes {
        return "has a part named with more than \(partTextBytes) bytes"
      }
      if let excess = excess(sha256: part.sha256, part.sizeBytes) { return excess }
    }
    return nil
  }

  private static func excess(sha256: String, _ sizeBytes: Int) -> String? {
    guard sha256.isEmpty || Digest.isDigest(sha256) else {
      return "has a digest that is not 64 lower-case hexadecimal digits"
    }
    return (0...bodyBytes).contains(sizeBytes) ? nil : body
  }

  private static func excess(of text: String, _ key: String, _ limit: Int) -> String? {
    text.utf8.count > limit ? "has a `\(key)` of more than \(limit) bytes" : nil
  }

  private static func excess(of times: [Duration]) -> String? {
    let latest = Duration.microseconds(microseconds.upperBound)
    let fits = times.allSatisfy { (.zero...latest).contains($0) }
    return fits ? nil : "has a time before its beginning or after a century"
  }
}
