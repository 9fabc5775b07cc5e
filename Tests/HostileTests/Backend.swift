import LoopbackServer
import NemoHTTP
import NemoSimulator
import NemoTime
import RawSockets
import SimulatorService
import Testing

/// A whole simulated backend on a loopback socket, and a client that may send it anything.
struct Backend: Sendable {
  /// Any well-formed bearer is an account.
  static let token = "nmv_usr_hostile-tests"
  static let attribution =
    "X-Skill-Source: tests\r\nX-Skill-Version: 1\r\nX-Skill-Platform: unknown\r\n"

  let port: Int
  let service: SimulatedService

  /// Serves while `body` runs; afterwards it must still answer, and be sound.
  static func run(
    media: any MediaStore = MemoryMediaStore(),
    _ body: @Sendable (Backend) async throws -> Void
  ) async throws {
    let time = RealTime()
    let service = SimulatedService(
      world: World(seed: 1, startingAt: time.wall), time: time, media: media)
    try await LoopbackServer.run(service) { server in
      let backend = Backend(port: server.port, service: service)
      try await body(backend)
      let health = try await backend.send("GET /__sim/v1/health HTTP/1.1\r\nHost: x\r\n")
      #expect(health.status == 200)
      #expect(service.world.checkInvariants() == [])
    }
  }

  struct Answer: Sendable {
    var text: String
    var ending: RawClient.Ending

    /// nil when the connection was closed without an answer.
    var status: Int? {
      guard text.hasPrefix("HTTP/1.1 ") else { return nil }
      return Int(text.dropFirst(9).prefix(3))
    }

    var body: Substring {
      text.range(of: "\r\n\r\n").map { text[$0.upperBound...] } ?? ""
    }

    /// The error code of a refusal, whatever its status is.
    var code: Int? {
      guard body.hasPrefix(#"{"code":"#) else { return nil }
      return Int(body.dropFirst(8).prefix { $0.isNumber })
    }
  }

  // MARK: Requests

  /// Sends a head, to which the end is added, and a body on a connection of their own; returns all
  /// that comes back.
  func send(_ head: String, _ body: [UInt8] = []) async throws -> Answer {
    try await sendBytes(Array("\(head)Connection: close\r\n\r\n".utf8) + body)
  }

  /// As it is. That the server may have closed before all was sent is no failure.
  func sendBytes(_ bytes: [UInt8]) async throws -> Answer {
    let client = try RawClient(port: port)
    try await onThread { try? client.send(bytes) }
    let (text, ending) = try await client.receiveAll()
    return Answer(text: text, ending: ending)
  }

  func post(
    _ path: String, _ body: [UInt8], type: String = "application/json"
  ) async throws -> Answer {
    try await send(
      "POST \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(Self.token)\r\n"
        + "Content-Type: \(type)\r\nContent-Length: \(body.count)\r\n" + Self.attribution, body)
  }

  func post(_ path: String, _ body: String) async throws -> Answer {
    try await post(path, Array(body.utf8))
  }

  func get(_ path: String) async throws -> Answer {
    try await send(
      "GET \(path) HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \(Self.token)\r\n")
  }

  /// The id of a new session.
  func makeSession() async throws -> String {
    let answer = try await post(Paths.session, "{}")
    let start = try #require(answer.text.range(of: #""session_id":""#))
    return String(answer.text[start.upperBound...].prefix { $0.isNumber })
  }
}

/// Where requests go.
enum Paths {
  static let session = "/api/tasks/me/with-session/nemo_agent"
  static let message = "/run_sse"
  static let render = "/api/render/proxy/lambda"
  static let claim = "/api/auth/claim-token"
  static func upload(_ session: String) -> String { "/api/upload-video/nemo_agent/me/\(session)" }
}

extension String {
  /// Where `text` stands first.
  func range(of text: String) -> Range<Index>? {
    let text = Array(text.utf8)
    let bytes = Array(utf8)
    guard bytes.count >= text.count else { return nil }
    for start in 0...(bytes.count - text.count)
    where bytes[start] == text[0] && bytes[start..<start + text.count].elementsEqual(text) {
      let from = utf8.index(startIndex, offsetBy: start)
      return from..<utf8.index(from, offsetBy: text.count)
    }
    return nil
  }
}
