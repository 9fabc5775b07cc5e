import HTTPTypes
import NemoHTTP

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Speaks plain HTTP with a host in memory: contract section 5, one world's view.
struct Visitor {
  var transport: any HTTPTransport
  var authority = "127.0.0.1:1"
  /// What every path begins with, such as `/__w/a`.
  var prefix = ""
  var headers: HTTPFields = [:]
  var token = ""
  var session = ""

  struct Answer: Sendable {
    var status: Int
    var fields: HTTPFields
    var text: String

    func member(_ name: String) -> String? { Visitor.member(name, of: text) }
  }

  /// The value of the first member of that name, as text.
  static func member(_ name: String, of text: String) -> String? {
    guard let start = text.firstRange(of: "\"\(name)\":")?.upperBound else { return nil }
    let rest = text[start...]
    if rest.first == "\"" { return String(rest.dropFirst().prefix { $0 != "\"" }) }
    return String(rest.prefix { !",}]".contains($0) })
  }

  func open(
    _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8] = [],
    _ more: HTTPFields = [:]
  ) async throws -> TransportResponse {
    var fields = headers
    fields.append(contentsOf: more)
    if !token.isEmpty { fields[.authorization] = "Bearer \(token)" }
    for name in ["Source", "Version", "Platform"] {
      fields[HTTPField.Name("X-Skill-\(name)")!] = "x"
    }
    let head = HTTPRequest(
      method: method, scheme: "http", authority: authority, path: prefix + path,
      headerFields: fields)
    return try await transport.send(TransportRequest(head: head, body: HTTPBody(body)))
  }

  func call(
    _ method: HTTPRequest.Method, _ path: String, _ body: String = "", _ more: HTTPFields = [:]
  ) async throws -> Answer {
    try await Self.read(try await open(method, path, Array(body.utf8), more))
  }

  static func read(_ response: TransportResponse) async throws -> Answer {
    let bytes = try await response.body.collect(upTo: 16 << 20)
    return Answer(
      status: response.head.status.code, fields: response.head.headerFields,
      text: String(decoding: bytes, as: UTF8.self))
  }

  mutating func begin(client: String = "client-1") async throws {
    let signedIn = try await call(
      .post, "/api/auth/anonymous-token", "", [HTTPField.Name("X-Client-Id")!: client])
    token = signedIn.member("token") ?? ""
    let made = try await call(
      .post, "/api/tasks/me/with-session/nemo_agent", #"{"task_name":"project"}"#)
    session = made.member("session_id") ?? ""
  }

  /// What the content of a file begins with, so that it is taken for media.
  static let mediaStart = "\0\0\0\u{18}ftypmp42"

  func upload(_ name: String, _ content: String) async throws -> Answer {
    try await call(
      .post, "/api/upload-video/nemo_agent/me/\(session)",
      """
      --bnd\r\nContent-Disposition: form-data; name="files"; filename="\(name)"\r
      Content-Type: video/mp4\r\n\r\n\(Self.mediaStart)\(content)\r\n--bnd--\r\n
      """, [.contentType: "multipart/form-data; boundary=bnd"])
  }

  func message(_ text: String) async throws -> TransportResponse {
    try await open(
      .post, "/run_sse",
      Array(
        """
        {"app_name":"nemo_agent","user_id":"me","session_id":"\(session)",\
        "new_message":{"parts":[{"text":"\(text)"}]}}
        """.utf8), [.contentType: "application/json", .accept: "text/event-stream"])
  }

  func say(_ text: String) async throws -> String {
    try await Self.read(try await message(text)).text
  }

  func state() async throws -> String {
    try await call(.get, "/api/state/nemo_agent/me/\(session)/latest").text
  }

  /// Submits the draft of the session's state, cut out of it.
  func render(_ id: String) async throws -> Answer {
    let state = try await state()
    let start = state.firstRange(of: #""draft":"#)?.upperBound ?? state.endIndex
    let draft = Self.object(state[start...])
    return try await call(
      .post, "/api/render/proxy/lambda",
      #"{"id":"\#(id)","sessionId":"\#(session)","draft":\#(draft),"output":{"format":"mp4"}}"#,
      [.contentType: "application/json"])
  }

  func poll(_ id: String) async throws -> Answer {
    try await call(.get, "/api/render/proxy/lambda/\(id)")
  }

  /// The JSON object that `text` begins with. No string of these tests holds a brace.
  private static func object(_ text: Substring) -> Substring {
    var depth = 0
    for index in text.indices {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" { depth -= 1 }
      if depth == 0 { return text[...index] }
    }
    return "{}"
  }
}
