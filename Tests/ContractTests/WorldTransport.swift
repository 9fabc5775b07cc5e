import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime

/// A world as a transport, in virtual time: enough of the simulator's service for a client to go
/// through a journey. Files are a few bytes that look like a video.
final class WorldTransport: HTTPTransport {
  static let base = "http://sim.test"
  /// The boxes of an MP4 file (ISO/IEC 14496-12 section 4.2) without anything in them; 1,000 bytes.
  static let movie: [UInt8] =
    [0, 0, 0, 24] + Array("ftypisom".utf8) + Array(repeating: 0, count: 12)
    + [0, 0, 0, 8] + Array("moov".utf8)
    + [0, 0, 3, 200] + Array("mdat".utf8) + Array(repeating: 7, count: 960)

  private let world: Locked<World>
  private let time: VirtualTime

  init(_ dialect: Dialect, seed: UInt64, _ time: VirtualTime) {
    self.time = time
    world = Locked(World(seed: seed, startingAt: time.wall, dialect: dialect))
  }

  /// What the world says of itself at the end.
  func look<Result: Sendable>(_ body: @Sendable (World) -> Result) -> Result {
    world.withLock { body($0) }
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let head = request.head
    let body = try await facts(of: request)
    let facts = RequestFacts(
      method: head.method.rawValue, path: head.path ?? "", headers: head.headerFields,
      baseURL: Self.base)
    let (plan, id) = update { world, now in
      switch world.begin(facts, at: now) {
      case .answer(let id, let plan): (plan, id)
      case .proceed(let id, _, _): (world.complete(id, body: body, at: now), id)
      }
    }
    return TransportResponse(
      head: HTTPResponse(status: .init(code: plan.status), headerFields: plan.headers),
      body: self.body(of: plan, id))
  }

  private func facts(of request: TransportRequest) async throws -> BodyFacts {
    let bytes = try await request.body.collect(upTo: 1 << 20)
    let type = request.head.headerFields[.contentType] ?? ""
    guard type.hasPrefix("multipart/") else { return bytes.isEmpty ? .none : .bytes(bytes) }
    return .form([
      FormPart(
        name: "files", filename: "my demo.mp4", contentType: nil,
        content: .file(SimulatedBackend.recording))
    ])
  }

  private func body(of plan: Plan, _ id: ExchangeID) -> HTTPBody {
    switch plan.body {
    case .bytes(let bytes): HTTPBody(bytes)
    case .media(_, let range): HTTPBody(Array(Self.movie[range ?? 0..<Self.movie.count]))
    case .frames: HTTPBody(length: nil, once: { try await self.nextFrame(of: id) })
    case .failure, .never: .empty  // Only faults answer so, and no world here has one.
    }
  }

  private func nextFrame(of id: ExchangeID) async throws -> BodyChunk? {
    do {
      switch update({ $0.nextFrame(of: id, at: $1) }) {
      case .frame(let bytes, let due):
        try await sleep(until: due)
        return BodyChunk(bytes, at: time.now)
      case .end(_, let due):
        try await sleep(until: due)
        return nil
      }
    } catch let error as CancellationError {
      update { $0.clientLeft(id, at: $1) }
      throw error
    }
  }

  private func sleep(until due: WallTime) async throws {
    try await time.sleep(for: max(.zero, due - time.wall), "the next frame of a stream")
    update { _, _ in }
  }

  /// Changes the world and makes the files that it asks for.
  @discardableResult
  private func update<Result: Sendable>(
    _ body: @Sendable (inout World, WallTime) -> Result
  ) -> Result {
    let now = time.wall
    return world.withLock { world in
      let result = body(&world, now)
      for case .renderRequested(let spec) in world.settle(until: now) {
        let facts = ArtefactFacts.ready(
          sizeBytes: Self.movie.count, durationSeconds: 16, width: spec.width, height: spec.height,
          isStandIn: false)
        world.artefact(of: spec.id, facts, at: now)
      }
      return result
    }
  }
}
