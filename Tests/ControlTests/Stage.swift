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

/// A host and its control in memory.
struct Stage: Sendable {
  let host: SimulatedHost
  let control: ControlService

  /// In virtual time.
  static func run<Result: Sendable>(
    _ change: @escaping @Sendable (inout HostConfiguration) -> Void = { _ in },
    _ body: @escaping @Sendable (Stage, VirtualTime) async throws -> Result
  ) async throws -> Result {
    try await VirtualTime.run { time in
      var configuration = HostConfiguration()
      configuration.control.patienceTime = time
      change(&configuration)
      return try await withSimulatedHost(configuration, makeTime: { time }) { host, control in
        try await body(Stage(host: host, control: control), time)
      }
    }
  }

  struct NoWorld: Error {}

  static func name(_ text: String) throws -> WorldName {
    guard let name = WorldName(text) else { throw NoWorld() }
    return name
  }

  func world(_ name: String) throws -> HostedWorld {
    guard let world = host.world(try Self.name(name)) else { throw NoWorld() }
    return world
  }

  func visitor(_ world: String? = nil) -> Visitor {
    Visitor(transport: host, prefix: world.map { "/__w/\($0)" } ?? "")
  }

  /// A visitor that is signed in and has a session.
  func guest(_ world: String? = nil) async throws -> Visitor {
    var visitor = visitor(world)
    try await visitor.begin()
    return visitor
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ body: String = "", _ headers: HTTPFields = [:]
  ) async throws -> Visitor.Answer {
    try await Visitor(transport: control).call(method, "/__sim/v1" + path, body, headers)
  }
}

/// A folder that goes with its test.
func temporaryFolder(_ name: String) throws -> ScratchFolder {
  try ScratchFolder(
    path: FileManager.default.temporaryDirectory
      .appendingPathComponent("nemo-control-\(name)-\(UUID())").path)
}
