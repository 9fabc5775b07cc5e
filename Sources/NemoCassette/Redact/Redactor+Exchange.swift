import HTTPTypes

extension Redactor {
  /// A whole exchange as it may be stored, its headers by the allow-list.
  ///
  /// Meets its parts in the order in which a recording does. Lengths stay, so cuts do too.
  mutating func redact(_ exchange: Exchange, backend: String) throws -> Exchange {
    var redacted = exchange
    redacted.request = try redact(exchange.request, backend: backend)
    if let response = exchange.response {
      redacted.response?.headers = try HeaderRules.response(Self.fields(response.headers), &self)
      redacted.response?.body = try redact(response.body)
    }
    redacted.end.detail = try redact(exchange.end.detail)
    return redacted
  }

  private mutating func redact(
    _ request: Exchange.Request, backend: String
  ) throws -> Exchange.Request {
    var redacted = request
    if let bearer = request.headers.first("authorization")?.split(separator: " ").last {
      try learn(credential: String(bearer))
    }
    redacted.headers = try HeaderRules.request(Self.fields(request.headers), &self)
    try learnClientIDs(of: request, backend: backend)
    redacted.url = try redact(request.url)
    redacted.body = try redact(request.body)
    return redacted
  }

  private static func fields(_ headers: [HeaderPair]) -> HTTPFields {
    var fields = HTTPFields()
    for pair in headers {
      guard let name = HTTPField.Name(pair.name) else { continue }
      fields.append(HTTPField(name: name, value: pair.value))
    }
    return fields
  }
}
