import Foundation
import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTesting
import NemoTime
import SimulatorService

/// A client without any rules of its own, in the world of one test.
struct RawClient {
  struct Reply {
    var status: Int
    var headers: HTTPFields
    var body = ""
    /// When each chunk came, in milliseconds after the request, and the chunk.
    var chunks: [String] = []
    /// nil for a body that was read to its end.
    var failure: TransportFailure.Code?

    var code: Int? { (json["code"] as? Int) }
    var json: [String: Any] {
      let value = try? JSONSerialization.jsonObject(with: Data(body.utf8))
      return value as? [String: Any] ?? [:]
    }
  }

  let backend: TestBackend
  private var token = ""
  private(set) var session = ""

  /// Signs in, opens a session and links a video of ten seconds to it.
  init(_ backend: TestBackend) async throws {
    self.backend = backend
    let signIn = try await send("POST", "/api/auth/anonymous-token", nil)
    token = (signIn.json["data"] as? [String: Any])?["token"] as? String ?? ""
    try await openSession()
  }

  mutating func openSession() async throws {
    let created = try await send("POST", "/api/tasks/me/with-session/nemo_agent", "{}")
    session = (created.json["data"] as? [String: Any])?["session_id"] as? String ?? ""
    _ = try await link()
  }

  func link() async throws -> Reply {
    try await send(
      "POST", "/api/upload-video/nemo_agent/me/\(session)",
      "{\"source_type\":\"url\",\"urls\":[\"https://example.com/clip.mp4\"]}")
  }

  func say(_ text: String) async throws -> Reply {
    let body: [String: Any] = [
      "app_name": "nemo_agent", "user_id": "me", "session_id": session,
      "new_message": ["parts": [["text": text]]],
    ]
    let data = try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys])
    return try await send("POST", "/run_sse", String(decoding: data, as: UTF8.self))
  }

  func state() async throws -> String {
    try await send("GET", "/api/state/nemo_agent/me/\(session)/latest", nil).body
  }

  func balance() async throws -> Reply {
    try await send("GET", "/api/credits/balance/simple", nil)
  }

  private func send(_ method: String, _ path: String, _ body: String?) async throws -> Reply {
    var head = HTTPRequest(
      method: .init(rawValue: method) ?? .get, scheme: "http", authority: "simulator.invalid",
      path: path)
    head.headerFields[.authorization] = "Bearer \(token)"
    if let name = HTTPField.Name("X-Client-Id") { head.headerFields[name] = "raw" }
    if body != nil { head.headerFields[.contentType] = "application/json" }
    let request = TransportRequest(head: head, body: HTTPBody(Array((body ?? "").utf8)))
    let start = backend.time.now
    let response = try await backend.transport.send(request)
    var reply = Reply(status: response.head.status.code, headers: response.head.headerFields)
    do {
      for try await chunk in response.body {
        let text = String(decoding: chunk.bytes, as: UTF8.self)
        reply.body += text
        let milliseconds = start.duration(to: backend.time.now).wholeMilliseconds
        reply.chunks.append("\(milliseconds) \(text)")
      }
    } catch let failure as TransportFailure {
      reply.failure = failure.code
    }
    return reply
  }
}

/// Runs a body with a raw client in the world that a text describes.
func withScenario<Result: Sendable>(
  _ text: String, _ body: @escaping @Sendable (RawClient) async throws -> Result
) async throws -> Result {
  let file = try ScenarioFile(text: text, name: "test.yaml")
  let world = BackendTrait.simulator(seed: 1, dialect: file.dialect, scenario: file.scenario)
  return try await withTestBackend(world) { try await body(RawClient($0)) }
}
