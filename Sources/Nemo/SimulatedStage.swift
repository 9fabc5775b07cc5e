import NemoCassette
package import NemoClient
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService

/// The simulated backend of one scope.
package struct SimulatedStage: Sendable {
  /// What a world grows from unless told otherwise; any number would do, as long as it stays.
  package static let defaultSeed: UInt64 = 20_260_101

  private let seed: UInt64
  private let options: NemoOptions

  package init(seed: UInt64?, options: NemoOptions) {
    self.seed = seed ?? Self.defaultSeed
    self.options = options
  }

  /// Runs `body` with a connection to the world, in memory unless told otherwise.
  package func run<Result: Sendable>(
    reach: any Reach = InMemory(),
    _ body: @escaping @Sendable (Connection) async throws -> Result
  ) async throws -> Result {
    switch options.pace ?? .instant {
    case .instant: try await VirtualTime.run { try await run(on: $0, reach, body) }
    case .fast: try await run(on: PacedTime(factor: Pace.fastFactor), reach, body)
    case .real: try await run(on: RealTime(), reach, body)
    }
  }

  private func run<Result: Sendable>(
    on time: any TimeSource, _ reach: any Reach,
    _ body: @escaping @Sendable (Connection) async throws -> Result
  ) async throws -> Result {
    let service = SimulatedService(world: World(seed: seed, startingAt: time.wall), time: time)
    return try await service.whileRunning {
      try await reach.run(service, time) { transport, baseURL in
        let stage = Stage(
          transport: transport, time: time, baseURL: baseURL, origin: .simulator,
          store: MemoryClientStore(), entropy: SeededEntropy(seed: seed), token: options.token,
          policy: options.policy)
        return try await stage.run(options, body)
      }
    }
  }
}
