import CurlTransport
import Foundation
import HTTPTypes
import LoopbackServer
import NemoCassette
import NemoHTTP
import NemoTime

/// A backend that answers with a closure.
struct Script: HTTPTransport {
  let answer: @Sendable (TransportRequest) async throws -> TransportResponse

  init(_ answer: @escaping @Sendable (TransportRequest) async throws -> TransportResponse) {
    self.answer = answer
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    try await answer(request)
  }
}

extension TransportResponse {
  static func bytes(_ bytes: [UInt8], _ type: String, status: Int = 200) -> TransportResponse {
    TransportResponse(
      head: HTTPResponse(status: .init(code: status), headerFields: [.contentType: type]),
      body: HTTPBody(bytes))
  }

  static func json(_ text: String, status: Int = 200) -> TransportResponse {
    .bytes(Array(text.utf8), "application/json", status: status)
  }

  /// A stream of events; `before` is waited for before each chunk.
  static func events(
    _ chunks: [String], before: @escaping @Sendable (Int) async -> Void = { _ in }
  ) -> TransportResponse {
    let index = Locked(-1)
    return TransportResponse(
      head: HTTPResponse(status: .ok, headerFields: [.contentType: "text/event-stream"]),
      body: HTTPBody(length: nil) {
        let next = index.withLock { index in
          index += 1
          return index
        }
        guard next < chunks.count else { return nil }
        await before(next)
        return BodyChunk(Array(chunks[next].utf8))
      })
  }
}

/// A cassette in a temporary folder, recorded and played over sockets.
final class Deck: Sendable {
  let path: String

  init() {
    path = FileManager.default.temporaryDirectory.path + "/gateway-\(UUID().uuidString).cassette"
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Records what `body` does through a proxy in front of `upstream`; seals the tape.
  func record(
    upstream: String, port: Int = 0, _ body: @Sendable (RunningServer) async throws -> Void
  ) async throws -> Tape {
    let curl = CurlTransport(.init(proxy: .none))
    defer { curl.shutdown() }
    let recorder = try Recorder(
      wrapping: curl, into: path, origin: .handwritten, backend: upstream, time: RealTime())
    let gateway = try Gateway(to: recorder, upstream: upstream, for: .recording)
    try await LoopbackServer.run(gateway) { try await body($0) }
    return try recorder.finish()
  }

  /// Plays the tape while `body` runs; the exchanges that were not asked for.
  func play(
    _ body: @Sendable (RunningServer) async throws -> Void
  ) async throws -> [String] {
    let replayer = try Replayer(contentsOf: path, time: RealTime())
    let gateway = try Gateway(to: replayer, upstream: replayer.backendURL, for: .replaying)
    try await LoopbackServer.run(MissAnswers(to: gateway)) {
      try await body($0)
    }
    return replayer.unused().map { $0.id }
  }
}

/// A client that knows nothing of gateways.
struct Client {
  struct Answer: Equatable {
    var status: Int
    var body: String

    func replacing(_ text: String, with other: String) -> Answer {
      Answer(status: status, body: body.replacing(text, with: other))
    }
  }

  private let curl = CurlTransport(.init(proxy: .none))

  func ask(
    _ method: HTTPRequest.Method, _ url: String, _ fields: HTTPFields = [:], _ body: String = ""
  ) async throws -> Answer {
    let rest = url.dropFirst("http://".count)
    let authority = rest.prefix { $0 != "/" }
    let head = HTTPRequest(
      method: method, scheme: "http", authority: String(authority),
      path: String(rest.dropFirst(authority.count)), headerFields: fields)
    let response = try await curl.send(
      TransportRequest(head: head, body: HTTPBody(body), connection: .fresh))
    let bytes = try await response.body.collect(upTo: 8 << 20)
    return Answer(
      status: response.head.status.code, body: String(decoding: bytes, as: UTF8.self))
  }
}
