import HTTPTypes
import NemoClient
import NemoHTTP
import NemoTime
import Testing

/// A backend of literal answers. Each route gives its answers in order; the last one repeats.
final class ScriptedBackend: HTTPTransport {
  /// A request as it arrived.
  struct Seen: Sendable {
    var at: Duration
    /// Method, host and path, such as `GET api.invalid/api/credits/balance/simple`.
    var route: String
    var headers: HTTPFields
    var body: [UInt8]
    var connection: TransportRequest.Connection

    var text: String { String(decoding: body, as: UTF8.self) }
  }

  struct Reply: Sendable {
    var status = 200
    var headers: HTTPFields = [:]
    /// Pieces with the pause before each.
    var pieces: [(pause: Duration, bytes: [UInt8])] = []
    var end = End.closed
    /// Thrown in place of an answer.
    var failure: (any Error)?

    enum End: Sendable { case closed, never, failure(TransportFailure) }

    static func json(_ text: String, status: Int = 200) -> Reply {
      Reply(
        status: status, headers: [.contentType: "application/json"],
        pieces: [(.zero, Array(text.utf8))])
    }

    static func stream(_ frames: [(Duration, String)], end: End = .closed) -> Reply {
      Reply(
        headers: [.contentType: "text/event-stream"],
        pieces: frames.map { ($0, Array("data: \($1)\n\n".utf8)) }, end: end)
    }

    static func failure(_ failure: any Error) -> Reply { Reply(failure: failure) }

    static func file(
      _ bytes: [UInt8], status: Int = 200, headers: HTTPFields = [:], end: End = .closed
    ) -> Reply {
      Reply(status: status, headers: headers, pieces: [(.zero, bytes)], end: end)
    }
  }

  private struct State {
    var seen: [Seen] = []
    var routes: [String: [Reply]]
  }

  private let time: any TimeSource
  private let state: Locked<State>

  init(_ time: any TimeSource, _ routes: [String: [Reply]]) {
    self.time = time
    state = Locked(State(routes: routes))
  }

  var seen: [Seen] { state.withLock { $0.seen } }

  func seen(_ route: String) -> [Seen] { seen.filter { $0.route == route } }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let head = request.head
    let path = (head.path ?? "").split(separator: "?").first ?? ""
    let route = "\(head.method.rawValue) \(head.authority ?? "")\(path)"
    let body = try await request.body.collect(upTo: 1 << 20)
    #expect(request.body.length == body.count, "the body's length is exact")
    let reply = try state.withLock { state in
      state.seen.append(
        Seen(
          at: time.now.sinceOrigin, route: route, headers: head.headerFields, body: body,
          connection: request.connection))
      return try take(route, &state)
    }
    return try reply.response(on: time)
  }

  private func take(_ route: String, _ state: inout State) throws -> Reply {
    guard var replies = state.routes[route], let reply = replies.first else {
      Issue.record("nobody answers \(route)")
      throw TransportFailure(.unreachable, sent: .nothing)
    }
    if replies.count > 1 { replies.removeFirst() }
    state.routes[route] = replies
    return reply
  }
}

extension ScriptedBackend.Reply {
  /// - Throws: the failure in place of an answer.
  func response(on time: any TimeSource) throws -> TransportResponse {
    if let failure { throw failure }
    return TransportResponse(
      head: HTTPResponse(status: .init(code: status), headerFields: headers), body: body(on: time))
  }

  private func body(on time: any TimeSource) -> HTTPBody {
    let rest = Locked(pieces[...])
    let end = end
    return HTTPBody(
      length: nil,
      once: {
        if let piece = rest.withLock({ $0.popFirst() }) {
          try await time.sleep(for: piece.pause, "a piece of an answer")
          return BodyChunk(piece.bytes, at: time.now)
        }
        switch end {
        case .closed: return nil
        case .failure(let failure): throw failure
        case .never:
          try await time.sleep(for: .seconds(1_000_000), "a stream that stays open")
          return nil
        }
      })
  }
}

/// Literals of the backend, contract section 21.4, and the drafts of section 10.3.
enum Sample {
  static let host = "api.invalid"
  static let signIn = "POST api.invalid/api/auth/anonymous-token"
  static let createSession = "POST api.invalid/api/tasks/me/with-session/nemo_agent"
  static let message = "POST api.invalid/run_sse"
  static let state = "GET api.invalid/api/state/nemo_agent/me/7000000000000000001/latest"
  static let upload = "POST api.invalid/api/upload-video/nemo_agent/me/7000000000000000001"
  static let credits = "GET api.invalid/api/credits/balance/simple"
  static let submit = "POST api.invalid/api/render/proxy/lambda"

  static let token = """
    {"code":0,"data":{"token":"nmv_usr_SIMULATED","user_id":"anon_0000000000000001",\
    "expires_at":"2030-01-08T00:00:00Z","credits":100}}
    """
  static let session = """
    {"code":0,"data":{"task_id":"task_sim1","session_id":"7000000000000000001",\
    "user_id":"anon_0000000000000001"}}
    """
  static let balance = #"{"code":0,"data":{"available":50,"frozen":50,"total":100}}"#
  static let uploaded = """
    {"code":0,"data":{"files":[{"filename":"a.mp4","file_type":"video",\
    "cdn_url":"https://cdn.invalid/a.mp4","duration":12.0,"width":1280,"height":720}],\
    "session_state_applied":true}}
    """

  /// Boxes of ISO/IEC 14496-12 section 4.2: the file's type, an empty movie, and media.
  static func movie(mediaBytes: Int) -> [UInt8] {
    let size = UInt32(mediaBytes + 8)
    return [0, 0, 0, 24] + Array("ftypisom".utf8) + [0, 0, 2, 0] + Array("isommp41".utf8)
      + [0, 0, 0, 8] + Array("moov".utf8)
      + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } + Array("mdat".utf8)
      + (0..<mediaBytes).map { UInt8(truncatingIfNeeded: $0) }
  }

  static let clip = #"{"t":[{"tt":0,"sg":[{"s":0,"d":10000,"m":{"title":"city"}}]}],"d":10000}"#
  static let titled = """
    {"t":[{"tt":0,"sg":[{"s":0,"d":10000,"m":{"title":"city"}}]},\
    {"tt":7,"sg":[{"s":0,"d":3000,"m":{"text":"Tips"}}]}],"d":10000}
    """

  static func state(_ draft: String) -> ScriptedBackend.Reply {
    .json(#"{"code":0,"data":{"state":{"draft":\#(draft),"video_infos":[]}}}"#)
  }

  static func error(_ code: Int, status: Int = 200) -> ScriptedBackend.Reply {
    .json(#"{"code":\#(code)}"#, status: status)
  }

  static let stored = StoredSession(
    id: "7000000000000000001", taskID: "task_sim1", name: "project",
    createdAt: WallTime(millisecondsSinceEpoch: 0))
}

extension ClientConfiguration {
  /// A client of the scripted backend.
  init(
    _ backend: ScriptedBackend, _ time: any TimeSource,
    store: any ClientStore = MemoryClientStore(), files: any FileStore = MemoryFileStore(),
    suppliedToken: String? = nil
  ) {
    self.init(
      baseURL: "https://api.invalid", transport: backend, time: time,
      entropy: SeededEntropy(seed: 1), files: files, store: store, suppliedToken: suppliedToken)
  }
}
