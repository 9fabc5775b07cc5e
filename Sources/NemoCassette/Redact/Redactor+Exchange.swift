import HTTPTypes

extension Redactor {
  /// A whole request as it may be stored, its headers by the allow-list.
  ///
  /// Meets its parts in the order in which a recording does.
  mutating func redact(
    _ request: Exchange.Request, backend: String
  ) throws -> Exchange.Request {
    var redacted = request
    let fields = Self.fields(request.headers)
    try HeaderRules.learnCredentials(of: fields, &self)
    redacted.headers = try HeaderRules.request(fields, &self)
    try learnClientIDs(of: request, backend: backend)
    hear(url: request.url)
    hear(request.body)
    redacted.url = try redact(request.url)
    let isForm = HeaderRules.isURLEncodedForm(fields[.contentType])
    redacted.body = try redact(request.body, isForm: isForm)
    return redacted
  }

  /// An answer and an end as they may be stored. Lengths stay, so cuts do too.
  mutating func redactAnswer(of exchange: inout Exchange) throws {
    if let response = exchange.response {
      let fields = Self.fields(response.headers)
      try HeaderRules.learnCredentials(of: fields, &self)
      exchange.response?.headers = try HeaderRules.response(fields, &self)
      let isForm = HeaderRules.isURLEncodedForm(fields[.contentType])
      exchange.response?.body = try redact(response.body, isForm: isForm)
    }
    exchange.end.detail = try redact(exchange.end.detail)
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
