import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Speaks plain HTTP with a service, as contract section 5 has it; knows nothing of its inside.
struct Caller {
  var service: SimulatedService
  var token = ""
  var session = ""

  struct Answer {
    var status: Int
    var headers: HTTPFields
    var bytes: [UInt8]
    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  func open(
    _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8] = [],
    _ headers: HTTPFields = [:]
  ) async throws -> TransportResponse {
    var fields = headers
    if !token.isEmpty { fields[.authorization] = "Bearer \(token)" }
    fields[.init("X-Skill-Source")!] = "video-screen"
    fields[.init("X-Skill-Version")!] = "1.0.0"
    fields[.init("X-Skill-Platform")!] = "unknown"
    let head = HTTPRequest(
      method: method, scheme: "http", authority: "sim.test", path: path, headerFields: fields)
    return try await service.send(TransportRequest(head: head, body: HTTPBody(body)))
  }

  func call(
    _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8] = [],
    _ headers: HTTPFields = [:]
  ) async throws -> Answer {
    let response = try await open(method, path, body, headers)
    return Answer(
      status: response.head.status.code, headers: response.head.headerFields,
      bytes: try await response.body.collect(upTo: 64 << 20))
  }

  func json(_ path: String, _ body: String) async throws -> Answer {
    try await call(.post, path, Array(body.utf8), [.contentType: "application/json"])
  }

  mutating func signIn(client: String = "client-1") async throws {
    let answer = try await call(
      .post, "/api/auth/anonymous-token", [], [.init("X-Client-Id")!: client])
    token = try Self.decode(Envelope<SignIn>.self, answer).data.token
  }

  mutating func createSession() async throws {
    let answer = try await json(
      "/api/tasks/me/with-session/nemo_agent", #"{"task_name":"project","language":"en"}"#)
    session = try Self.decode(Envelope<Session>.self, answer).data.session_id
  }

  func upload(_ name: String, _ content: [UInt8]) async throws -> Answer {
    let head = """
      --bnd\r\nContent-Disposition: form-data; name="files"; filename="\(name)"\r
      Content-Type: video/mp4\r\n\r\n
      """
    return try await call(
      .post, "/api/upload-video/nemo_agent/me/\(session)",
      Array(head.utf8) + content + Array("\r\n--bnd--\r\n".utf8),
      [.contentType: "multipart/form-data; boundary=bnd"])
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

  func state() async throws -> Answer {
    try await call(.get, "/api/state/nemo_agent/me/\(session)/latest")
  }

  /// Submits the draft of the session's state, cut out of it.
  func render(_ id: String) async throws -> Answer {
    let state = try await state().text
    let key = Array(#""draft":"#)
    guard
      let start = state.indices.first(where: { state[$0...].starts(with: key) }),
      let draft = Self.object(state[start...].dropFirst(key.count))
    else { throw Unexpected("no draft in the state") }
    return try await json(
      "/api/render/proxy/lambda",
      #"{"id":"\#(id)","sessionId":"\#(session)","draft":\#(draft),"output":{"format":"mp4"}}"#)
  }

  func poll(_ id: String) async throws -> Poll {
    try Self.decode(Poll.self, try await call(.get, "/api/render/proxy/lambda/\(id)"))
  }

  /// The JSON object that `text` begins with. No string of these tests holds a brace.
  private static func object(_ text: Substring) -> Substring? {
    var depth = 0
    for index in text.indices {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" { depth -= 1 }
      if depth == 0 { return text[...index] }
    }
    return nil
  }

  static func decode<Value: Decodable>(_ type: Value.Type, _ answer: Answer) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(answer.bytes))
    } catch {
      throw Unexpected("\(answer.status) \(answer.text)")
    }
  }
}

struct Unexpected: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}

struct Envelope<Content: Decodable>: Decodable {
  var code: Int
  var data: Content
}

struct SignIn: Decodable { var token: String }

struct Session: Decodable { var session_id: String }

struct Uploads: Decodable {
  struct File: Decodable {
    var filename: String
    var cdn_url: String
    var duration: Double?
    var width: Int?
  }
  var files: [File]
}

struct Poll: Decodable {
  struct Output: Decodable {
    var url: String
    var size: Int
  }
  var status: String
  var output: Output?
  var error: String?
}

/// Finds the same in every file.
struct FixedProber: MediaProber {
  var found: MediaProbe? = MediaProbe(
    kind: .video, durationSeconds: 16, width: 1180, height: 920, framesPerSecond: 30,
    hasAudio: true)

  func probe(_ reference: MediaReference, in store: any MediaStore) async -> MediaProbe? { found }
}
