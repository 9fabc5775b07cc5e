import LoopbackServer
import NemoHTTP
import NemoSimulator
import NemoTime
import RawSockets
import SimulatorService

/// What a raw socket sees of the answer to a balance, with a fault in its way.
struct RawAnswer {
  var bytes: [UInt8]
  var ending: RawClient.Ending

  var text: String { String(decoding: bytes, as: UTF8.self) }

  static let request = """
    GET /api/credits/balance/simple HTTP/1.1\r
    Host: backend.test\r
    Authorization: Bearer nmv_usr_of_a_test\r
    Connection: close\r
    \r

    """

  init(_ fault: String, _ settings: [String: Int] = [:]) async throws {
    (bytes, ending) = try await Self.ask(fault, settings) { try await $0.receiveBytes() }
  }

  static func ask<Result: Sendable>(
    _ fault: String, _ settings: [String: Int] = [:],
    _ body: (RawClient) async throws -> Result
  ) async throws -> Result {
    let service = try service(fault, settings)
    return try await LoopbackServer.run(service) { server in
      let client = try RawClient(port: server.port)
      try client.send(request)
      return try await body(client)
    }
  }

  static func service(_ fault: String, _ settings: [String: Int]) throws -> SimulatedService {
    var scenario = Scenario()
    scenario.faults = [try PlannedFault(fault, of: .balance, settings: settings)]
    let world = World(
      seed: 4, startingAt: VirtualTime.defaultOrigin, dialect: .seed, scenario: scenario)
    return SimulatedService(world: world, time: RealTime())
  }
}
