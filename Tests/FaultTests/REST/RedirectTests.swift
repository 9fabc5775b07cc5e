import HTTPTypes
import Nemo
import NemoClient
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

@Suite struct RedirectTests {
  /// Writes down where requests go, and whether credentials go along.
  private final class Log: HTTPTransport {
    let base: any HTTPTransport
    let lines = Locked<[String]>([])

    init(_ base: any HTTPTransport) { self.base = base }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
      let fields = request.head.headerFields
      let hasSecrets = fields[.authorization] != nil || fields[.init("X-Client-Id")!] != nil
      let host = request.head.authority ?? ""
      lines.withLock { $0.append("\(request.head.method) \(host)\(hasSecrets ? " secret" : "")") }
      return try await base.send(request)
    }
  }

  private func lines(
    _ faults: [PlannedFault], _ steps: @escaping @Sendable (EditingSession) async throws -> Void
  ) async throws -> [String] {
    try await FaultyBackend(faults: faults).run { ready in
      let log = Log(ready.service)
      let configuration = ClientConfiguration(
        baseURL: "http://backend.test", identity: NemoOptions().identity, transport: log,
        time: ready.time, entropy: SeededEntropy(seed: 4),
        files: MemoryFileStore(["clip.mp4": try FaultyTrip.clip()]), store: MemoryClientStore())
      let session = try await Connection.open(configuration).newSession()
      log.lines.withLock { $0 = [] }
      try await steps(session)
      return log.lines.withLock { $0 }
    }
  }

  @Test func `no credentials go to another host, and no refusal from there is believed`()
    async throws
  {
    let fault = try PlannedFault("cross-host-redirect", of: .state)
    let lines = try await lines([fault]) { session in
      await #expect(throws: NemoError.self) { try await session.state() }
    }
    let attempt = ["GET backend.test secret", "GET localhost"]
    #expect(lines == attempt + attempt + attempt)
  }

  @Test func `a file comes from another host without credentials`() async throws {
    let fault = try PlannedFault("cross-host-redirect", of: .download)
    let lines = try await lines([fault]) { session in
      _ = try await session.upload("clip.mp4")
      _ = await session.send(FaultyTrip.instruction)
      _ = try await session.export(to: "out.mp4")
    }
    #expect(lines.suffix(2) == ["GET backend.test", "GET localhost"])
  }

  @Test func `a redirect loop ends, and a message is never sent again`() async throws {
    let state = try PlannedFault("redirect-loop", of: .state, at: Array(2...30))
    let message = try PlannedFault("redirect-loop", of: .message, settings: ["status": 307])
    let lines = try await lines([state, message]) { session in
      _ = try await session.state()
      await #expect(throws: NemoError.self) { try await session.state() }
      _ = await session.send(FaultyTrip.instruction)
    }
    // Six looks in each of three attempts.
    #expect(lines.filter { $0.hasPrefix("GET") }.count >= 1 + 18)
    #expect(lines.filter { $0.hasPrefix("POST") }.count <= 1)
  }
}
