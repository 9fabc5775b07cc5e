import HTTPTypes

/// How answers look on the wire: contract section 6.1.
enum Answer {
  static func json(_ value: JSON, status: Int = 200, headers: HTTPFields = [:]) -> Plan {
    let bytes = value.bytes
    var headers = headers
    headers[.contentType] = "application/json"
    headers[.contentLength] = String(bytes.count)
    return Plan(status: status, headers: headers, body: .bytes(bytes))
  }

  /// `{code: 0, data: {…}}`, for everything but renders (documented, section 6.1).
  static func success(_ data: JSON) -> Plan {
    json(["code": 0, "data": data])
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
  static func refusal(_ refusal: Refusal, _ errors: Dialect.Errors) -> Plan {
    var headers: HTTPFields = [:]
    if let seconds = refusal.retryAfterSeconds { headers[.retryAfter] = String(seconds) }
    if let method = refusal.allowedMethod { headers[.allow] = method }
    return json(
      ["code": .integer(refusal.code.rawValue), "message": .string(refusal.message)],
      status: status(of: refusal.code, errors), headers: headers)
  }

  static func status(of code: Refusal.Code, _ errors: Dialect.Errors) -> Int {
    if code.rawValue < 600, errors != .envelope200 { return code.rawValue }
    guard errors == .http else { return 200 }
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
