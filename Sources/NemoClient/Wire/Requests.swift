import HTTPTypes

// Every path is in section 5 of the contract, the message in section 7.1, uploads in section 11,
// renders in section 12.1. The user is `me` throughout (section 19, rows 8 and 9).

extension WireRequest {
  /// Anonymous sign-in, section 5.1: no token, no body.
  package static func signIn(clientID: String) -> WireRequest {
    var headers = HTTPFields()
    headers[.clientID] = clientID
    return WireRequest(.signIn, .post, "/api/auth/anonymous-token", headers: headers)
  }

  /// A new session, section 5.2. A repetition leaves a stray session.
  ///
  /// - Parameter language: an ISO code such as `en` or `zh-CN`.
  package static func createSession(name: String, language: String) -> WireRequest {
    json(
      .createSession, "/api/tasks/me/with-session/nemo_agent",
      [("task_name", .string(name)), ("language", .string(language))])
  }

  /// A message to the agent, section 7.1. Never safe to repeat.
  package static func message(_ text: String, sessionID: String) -> WireRequest {
    let part = JSONText.object([("text", .string(text))])
    var request = json(
      .message, "/run_sse",
      [
        ("app_name", .string("nemo_agent")), ("user_id", .string("me")),
        ("session_id", .string(sessionID)),
        ("new_message", .object([("parts", .array([part]))])),
      ])
    request.headers[.accept] = "text/event-stream"
    return request
  }

  /// A multipart upload, section 11. The body is streamed, so it is not part of this value; each
  /// file is a part named ``multipartFieldName``.
  package static func uploadFiles(sessionID: String, boundary: String) -> WireRequest {
    var headers = HTTPFields()
    headers[.contentType] = "multipart/form-data; boundary=\(boundary)"
    return WireRequest(.upload, .post, uploadPath(sessionID), headers: headers)
  }

  /// The name of every part of a multipart upload.
  package static let multipartFieldName = "files"

  /// An upload by URL, section 11.
  package static func upload(urls: [String], sessionID: String) -> WireRequest {
    json(
      .upload, uploadPath(sessionID),
      [("urls", .array(urls.map { .string($0) })), ("source_type", .string("url"))])
  }

  /// The balance, section 5.5.
  package static func credits() -> WireRequest {
    WireRequest(.credits, .get, "/api/credits/balance/simple")
  }

  /// The session's state, section 9.
  package static func state(sessionID: String) -> WireRequest {
    WireRequest(.state, .get, "/api/state/nemo_agent/me/\(pathSegment(sessionID))/latest")
  }

  /// A token that opens the session in a browser, section 13.1.
  package static func claimToken(taskID: String, sessionID: String) -> WireRequest {
    json(
      .claimToken, "/api/auth/claim-token",
      [("task_id", .string(taskID)), ("session_id", .string(sessionID))])
  }

  /// Submits a render, section 12.1. The draft's bytes go through untouched.
  package static func submitRender(id: String, sessionID: String, draft: [UInt8]) -> WireRequest {
    let output: JSONText = .object([("format", .string("mp4")), ("quality", .string("high"))])
    return json(
      .submitRender, "/api/render/proxy/lambda",
      [
        ("id", .string(id)), ("sessionId", .string(sessionID)), ("draft", .verbatim(draft)),
        ("output", output),
      ])
  }

  /// Asks how a render is doing, section 12.2.
  package static func renderStatus(id: String) -> WireRequest {
    WireRequest(.renderStatus, .get, "/api/render/proxy/lambda/\(pathSegment(id))")
  }

  /// The rendered file through the API, section 12.4; the fallback for a missing or dead URL.
  package static func download(renderID: String) -> WireRequest {
    WireRequest(.download, .get, "/api/render/proxy/\(pathSegment(renderID))/download")
  }

  private static func json(
    _ endpoint: Endpoint, _ path: String, _ members: [(String, JSONText)]
  ) -> WireRequest {
    var headers = HTTPFields()
    headers[.contentType] = "application/json"
    let body = JSONText.object(members).bytes
    return WireRequest(endpoint, .post, path, headers: headers, body: body)
  }

  private static func uploadPath(_ sessionID: String) -> String {
    "/api/upload-video/nemo_agent/me/\(pathSegment(sessionID))"
  }

  /// An id as one segment of a path. Ids come from the server and may be anything.
  static func pathSegment(_ id: String) -> String {
    // A segment of only dots would climb; RFC 3986 section 3.3 has no other name for it.
    guard !id.utf8.allSatisfy({ $0 == UInt8(ascii: ".") }) else { return "%2E" }
    return id.utf8.map(percentEncoded).joined()
  }

  /// RFC 3986 section 2.3: everything but the unreserved characters is encoded.
  private static func percentEncoded(_ byte: UInt8) -> String {
    let scalar = Unicode.Scalar(byte)
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-", ".", "_", "~": return String(scalar)
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count == 1 ? "%0\(digits)" : "%\(digits)"
    }
  }
}

extension HTTPField.Name {
  /// `X-Client-Id`, contract section 2.
  static let clientID = HTTPField.Name("X-Client-Id")!
}
