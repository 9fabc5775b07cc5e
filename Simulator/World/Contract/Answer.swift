import HTTPTypes

/// How answers look on the wire: contract section 6.1.
enum Answer {
  static func json(_ value: JSON, status: Int = 200, headers: HTTPFields = [:]) -> Plan {
    json(value.bytes, status: status, headers: headers)
  }

  static func json(_ bytes: [UInt8], status: Int = 200, headers: HTTPFields = [:]) -> Plan {
    // All at once: a field that is set is looked for first.
    var headers = headers
    headers.append(contentsOf: [
      HTTPField(name: .contentType, value: "application/json"),
      HTTPField(name: .contentLength, value: String(bytes.count)),
    ])
    return Plan(status: status, headers: headers, body: .bytes(bytes))
  }

  /// `{code: 0, data: {…}}`, for everything but renders (documented, section 6.1); or bare, as some
  /// callers read it (section 19, row 3).
  static func success(_ data: JSON, _ envelope: Dialect.Envelope) -> Plan {
    switch envelope {
    case .code: json(["code": 0, "data": data])
    case .bare: json(data)
    }
  }

  /// A server-sent event stream, section 7.2.
  static var stream: Plan {
    Plan(
      status: 200,
      headers: [
        .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-cache",
      ], body: .frames)
  }

  /// Every error has a code and a sentence; which HTTP status goes with it is a switch of the
  /// dialect, because no source says (section 6.3, section 19 row 4).
  ///
  /// - Parameter request: the body of the request, which one form of errors repeats.
  static func refusal(
    _ refusal: Refusal, _ errors: Dialect.Errors, request: [UInt8] = []
  ) -> Plan {
    var headers: HTTPFields = [:]
    if let seconds = refusal.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
    if let method = refusal.allowedMethod { headers[.allow] = method }
    let body: JSON =
      switch errors {
      case .mixed, .http, .envelope200:
        ["code": .integer(refusal.code.rawValue), "message": .string(refusal.message)]
      case .fastapiDetail: FrameworkDetail.body(of: refusal, request: request)
      }
    return json(body, status: status(of: refusal.code, errors), headers: headers)
  }

  static func status(of code: Refusal.Code, _ errors: Dialect.Errors) -> Int {
    if errors == .envelope200 { return 200 }
    if code.rawValue < 600 { return code.rawValue }
    if errors == .mixed { return 200 }
    // Assumed: the statuses that fit best, as in section 6.3's reading rule.
    switch code {
    case .tokenInvalid: return 401
    case .sessionNotFound: return 404
    case .insufficientCredits: return 402
    case .unsupportedFile: return 415
    case .fileTooLarge: return 413
    default: return 400
    }
  }
}
