/// Tells an answer from a refusal, contract section 6.3.
package enum ResponseInterpreter {
  /// What an answer carries, without its envelope.
  package struct Payload: Sendable {
    /// The whole answer.
    package var document: JSONDocument
    /// What is in `data`, or the whole object where nothing wraps it (section 6.1).
    package var value: JSONValue
    /// Where that is in the document.
    package var path: [String]

    /// A member of the payload, or of the envelope.
    subscript(key: String) -> JSONValue? { value[key] ?? document.value[key] }
  }

  /// Reads the answer of an endpoint.
  ///
  /// - Throws: ``BackendRefusal``; ``UnexpectedAnswer`` for a good status without JSON.
  package static func payload(
    of endpoint: Endpoint, status: Int, body: [UInt8]
  ) throws -> Payload {
    let document = try? JSONDocument(body)
    let value = document?.value
    if let refusal = refusal(of: endpoint, status: status, body: value) { throw refusal }
    guard let document, document.value.members != nil else {
      throw UnexpectedAnswer(endpoint, httpStatus: status, detail: "the answer is no JSON object")
    }
    if let data = document.value["data"], data.members != nil {
      return Payload(document: document, value: data, path: ["data"])
    }
    return Payload(document: document, value: document.value, path: [])
  }

  /// The refusal in an answer; nil when it is none.
  package static func refusal(
    of endpoint: Endpoint, status: Int, body: JSONValue?
  ) -> BackendRefusal? {
    guard let code = code(of: endpoint, status: status, body: body) else { return nil }
    return BackendRefusal(
      code: code, httpStatus: told(status, code),
      message: body.flatMap(message),
      registrationURL: body.flatMap(RegistrationLink.supplied))
  }

  /// Where a good status comes with another one as the body's code, the code counts (section 19,
  /// row 4); those of the table speak for themselves.
  private static func told(_ status: Int, _ code: BackendCode) -> Int {
    guard (200..<300).contains(status), !BackendCode.table.contains(code) else { return status }
    return (400..<600).contains(code.rawValue) ? code.rawValue : status
  }

  /// A code of the table wins, then the HTTP status, then any other sign of failure.
  private static func code(
    of endpoint: Endpoint, status: Int, body: JSONValue?
  ) -> BackendCode? {
    let bodyCode = body.flatMap(bodyCode)
    if let bodyCode, BackendCode.table.contains(bodyCode) { return bodyCode }
    if !(200..<300).contains(status) {
      if status == 404, let body, saysSessionNotFound(body) { return .sessionNotFound }
      return meaning(of: status, for: endpoint) ?? bodyCode ?? BackendCode(rawValue: status)
    }
    if let bodyCode { return bodyCode }
    guard let body else { return nil }
    if body["success"]?.bool == false { return .unspecified }
    return isNothingButAnError(body) ? bareErrorCode(body) : nil
  }

  /// The code in the body; nil for success and for none.
  private static func bodyCode(_ body: JSONValue) -> BackendCode? {
    // `detail` is what the web framework of ADK servers wraps refusals in (`adk-wire.md`).
    let candidates = [body["code"], body["error"]?["code"], body["detail"]?["code"]]
    for case let code? in candidates.map({ $0?.integer }) where code != 0 {
      return Int(exactly: code).map(BackendCode.init)
    }
    return nil
  }

  /// What an HTTP status says where the body has no code (section 6.3, assumed there).
  private static func meaning(of status: Int, for endpoint: Endpoint) -> BackendCode? {
    switch status {
    case 400: endpoint == .signIn ? .missingClientID : nil
    case 401: .tokenRejected
    case 402: .exportBlocked
    case 404: endpoint.isSessionScoped ? .sessionNotFound : nil
    case 413: .fileTooLarge
    case 415: .unsupportedFile
    case 429: .rateLimited
    default: nil
    }
  }

  /// Such as `{"detail": "…"}` or `{"error": "…"}` with a good status.
  private static func isNothingButAnError(_ body: JSONValue) -> Bool {
    guard let members = body.members, !members.isEmpty else { return false }
    let errorKeys = ["error", "detail", "message", "error_details", "errors", "code"]
    return (body["error"] ?? body["detail"]) != nil
      && members.allSatisfy { errorKeys.contains($0.key) }
  }

  private static func bareErrorCode(_ body: JSONValue) -> BackendCode {
    saysSessionNotFound(body) ? .sessionNotFound : .unspecified
  }

  /// A stock ADK server's words, `adk-wire.md`.
  private static func saysSessionNotFound(_ body: JSONValue) -> Bool {
    let text = (body["detail"] ?? body["error"])?.string?.lowercased() ?? ""
    return text.hasPrefix("session not found")
  }

  /// The server's sentence, wherever it is: no error body is published (section 6.3).
  static func message(in body: JSONValue) -> String? {
    let keys = ["message", "error", "detail", "msg", "errorMessage", "error_message"]
    for case let value? in keys.map({ body[$0] }) {
      let text =
        value.string ?? value.first(of: "message", "msg", "error_message")?.string
        ?? value.array?.first?["msg"]?.string
      if let sentence = text.flatMap(ServerSentence.readable) { return sentence }
    }
    return nil
  }
}

extension BackendCode {
  /// The codes of section 6.2 that stand for a refusal.
  static let table: [BackendCode] = [
    .tokenRejected, .sessionNotFound, .outOfCredits, .unsupportedFile, .fileTooLarge,
    .missingClientID, .exportBlocked, .rateLimited,
  ]
}
