import HTTPTypes
import NemoClient
import NemoHTTP
import NemoTime

/// A backend that renders: one poll at work, then the file. Contract sections 9 and 12.
final class RenderHouse: HTTPTransport {
  private struct State {
    var submitted: [String] = []
    var polls: [String: Int] = [:]
    var downloads = 0
  }

  private let state = Locked(State())
  let hasSession = Locked(true)

  /// The ids of what was submitted, in order.
  var submitted: [String] { state.withLock { $0.submitted } }
  var downloads: Int { state.withLock { $0.downloads } }

  func accept(_ id: String) { state.withLock { $0.submitted.append(id) } }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let path = request.head.path ?? ""
    let prefix = "/api/render/proxy/lambda"
    switch request.head.method {
    case .post where path == prefix:
      let body = try JSONDocument(await request.body.collect(upTo: 1 << 16)).value
      accept(body["id"]?.string ?? "")
      return Self.json(ExportTests.pending)
    case _ where path.hasPrefix(prefix + "/"):
      return poll(String(path.dropFirst(prefix.count + 1)))
    case _ where path.hasPrefix("/api/state/"):
      return hasSession.withLock { $0 }
        ? Self.json(#"{"code":0,"data":{"state":{"draft":\#(Sample.clip),"video_infos":[]}}}"#)
        : Self.json(#"{"code":1002}"#)
    default:
      state.withLock { $0.downloads += 1 }
      return Self.answer(ExportTests.movie, type: "video/mp4")
    }
  }

  private func poll(_ id: String) -> TransportResponse {
    let count = state.withLock { state -> Int? in
      guard state.submitted.contains(id) else { return nil }
      state.polls[id, default: 0] += 1
      return state.polls[id]
    }
    guard let count else { return Self.json("{}", status: 404) }
    return Self.json(count == 1 ? ExportTests.processing : ExportTests.completed)
  }

  private static func json(_ text: String, status: Int = 200) -> TransportResponse {
    answer(Array(text.utf8), type: "application/json", status: status)
  }

  private static func answer(
    _ bytes: [UInt8], type: String, status: Int = 200
  ) -> TransportResponse {
    TransportResponse(
      head: HTTPResponse(status: .init(code: status), headerFields: [.contentType: type]),
      body: HTTPBody(bytes))
  }
}

/// A machine that stops for good after so many operations.
final class Power: Sendable {
  struct Out: Error {}

  private let rest: Locked<Int>

  init(_ operations: Int) { rest = Locked(operations) }

  var isOut: Bool { rest.withLock { $0 < 0 } }

  func use() throws {
    try rest.withLock { rest in
      rest -= 1
      if rest < 0 { throw Out() }
    }
  }
}

/// What is sent may arrive, and its answer may not.
struct DyingTransport: HTTPTransport {
  var base: RenderHouse
  var power: Power

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    try power.use()
    let response = try await base.send(request)
    try power.use()
    return response
  }
}

struct DyingStore: ClientStore {
  var base: MemoryClientStore
  var power: Power

  func clientID() throws -> String? { base.clientID() }
  func save(clientID: String) throws { base.save(clientID: clientID) }
  func token() throws -> StoredToken? { base.token() }
  func save(token: StoredToken?) throws { base.save(token: token) }
  func lastSession() throws -> StoredSession? { base.lastSession() }
  func save(session: StoredSession) throws { base.save(session: session) }
  func renders() throws -> [StoredRender] { base.renders() }
  /// The kernel lets it go with the process.
  func claim(render id: String) throws -> (any RenderClaim)? { base.claim(render: id) }

  func save(render: StoredRender) throws {
    try power.use()
    base.save(render: render)
  }

  func forget(render id: String) throws {
    try power.use()
    base.forget(render: id)
  }
}

struct DyingFiles: FileStore {
  var base: MemoryFileStore
  var power: Power

  func size(of path: String) throws -> Int { try base.size(of: path) }
  func reader(of path: String) throws -> any FileReader { try base.reader(of: path) }

  func appender(to path: String) throws -> any FileWriter {
    try power.use()
    return Writer(base: try base.appender(to: path), power: power)
  }

  func move(_ path: String, to destination: String) throws {
    try power.use()
    try base.move(path, to: destination)
  }

  func remove(_ path: String) throws {
    try power.use()
    try base.remove(path)
  }

  struct Writer: FileWriter {
    var base: any FileWriter
    var power: Power

    func write(_ bytes: [UInt8]) throws {
      try power.use()
      try base.write(bytes)
    }

    func synchronize() throws {
      try power.use()
      try base.synchronize()
    }
  }
}
