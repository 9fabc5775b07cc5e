import CurlTransport
import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoSimulator
import NemoTime
import RawSockets
import SimulatorService
import Testing

/// Faults that come before a request, on listeners of their own.
@Suite(.timeLimit(.minutes(1))) struct ListenerTests {
  private func backend() -> SimulatedService {
    SimulatedService(
      world: World(seed: 4, startingAt: VirtualTime.defaultOrigin), time: RealTime())
  }

  private func status(_ port: Int) async throws -> String {
    let client = try RawClient(port: port)
    try client.send(RawAnswer.request)
    return String(try await client.receiveAll().text.prefix(15))
  }

  @Test func `a port that is not listened on refuses, and serves again later`() async throws {
    try await LoopbackServer.run(backend()) { server in
      #expect(try await status(server.port) == "HTTP/1.1 200 OK")
      try await server.stopListening()
      #expect(throws: RawClient.Failure.self) { try RawClient(port: server.port) }
      try await server.listenAgain()
      #expect(try await status(server.port) == "HTTP/1.1 200 OK")
    }
  }

  @Test func `a refused connection is the same failure in memory as it is for libcurl`()
    async throws
  {
    let request = TransportRequest(
      head: HTTPRequest(
        method: .get, scheme: "http", authority: "", path: "/api/credits/balance/simple"))
    let onTheWire = try await LoopbackServer.run(backend()) { server in
      try await server.stopListening()
      let curl = CurlTransport(.init(proxy: .none))
      defer { curl.shutdown() }
      var request = request
      request.head.authority = "127.0.0.1:\(server.port)"
      return await failure(of: request, curl)
    }
    let inMemory = await failure(of: request, try RawAnswer.service("refused", [:]))
    #expect(onTheWire?.code == .unreachable)
    #expect(onTheWire?.sent == .nothing)
    #expect(inMemory?.code == onTheWire?.code)
    #expect(inMemory?.sent == onTheWire?.sent)
  }

  private func failure(
    of request: TransportRequest, _ transport: any HTTPTransport
  ) async -> TransportFailure? {
    do {
      _ = try await transport.send(request)
      return nil
    } catch {
      return error as? TransportFailure
    }
  }

  @Test(arguments: [(ConnectionFate.reset, RawClient.Ending.reset), (.close, .closed)])
  func `a connection ends on accept, before a byte was sent, and the next one is served`(
    _ fate: ConnectionFate, _ ending: RawClient.Ending
  ) async throws {
    var options = LoopbackServer.Options()
    options.admission = { $0 == 1 ? fate : .serve }
    try await LoopbackServer.run(backend(), on: options) { server in
      let seen = try await RawClient(port: server.port).receiveAll()
      #expect(seen.text == "")
      #expect(seen.ending == ending)
      #expect(try await status(server.port) == "HTTP/1.1 200 OK")
    }
  }
}
