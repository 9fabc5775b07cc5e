import NemoCassette
package import NemoClient
import NemoHTTP
import NemoLedger
import NemoTime
import SimulatorService

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The simulated backend of one scope: in memory, or kept between runs.
package struct SimulatedStage: Sendable {
  /// The simulator's part of the ledger, and its folder in the state folder.
  private static let name = "simulator"

  private let seed: UInt64?
  private let options: NemoOptions

  package init(seed: UInt64?, options: NemoOptions) {
    self.seed = seed
    self.options = options
  }

  /// Runs `body` with a connection to the world, in memory unless told otherwise.
  package func run<Result: Sendable>(
    reach: any Reach = InMemory(),
    _ body: @escaping @Sendable (Connection) async throws -> Result
  ) async throws -> Result {
    switch options.pace ?? (isKept ? .fast : .instant) {
    case .instant:
      let start = isKept ? RealTime().wall : VirtualTime.defaultOrigin
      return try await VirtualTime.run(startingAt: start) { try await run(on: $0, reach, body) }
    case .fast: return try await run(on: PacedTime(factor: Pace.fastFactor), reach, body)
    case .real: return try await run(on: RealTime(), reach, body)
    }
  }

  private var isKept: Bool { options.stateFolder != nil }

  private func run<Result: Sendable>(
    on time: any TimeSource, _ reach: any Reach,
    _ body: @escaping @Sendable (Connection) async throws -> Result
  ) async throws -> Result {
    let store = try makeStore()
    let configuration = try makeConfiguration()
    // A world that is kept has seen earlier runs' ids, so that they must differ from run to run.
    let entropy: any Entropy =
      isKept ? SystemEntropy() : SeededEntropy(seed: configuration.seed, stream: "client")
    return try await withSimulatedService(configuration, time: time) { service in
      try await reach.run(service, time) { transport, baseURL in
        let stage = Stage(
          transport: transport, time: time, baseURL: baseURL, origin: .simulator, store: store,
          entropy: entropy, token: options.token, policy: options.policy)
        return try await stage.run(options, body)
      }
    }
  }

  private func makeStore() throws -> any ClientStore {
    guard let folder = options.stateFolder else { return MemoryClientStore() }
    try createStateFolder(folder)
    let ledger = try Ledger(path: folder + "/ledger.sqlite")
    // A new world does not know the accounts and sessions of the old one.
    if startsOver(in: folder) { try ledger.forget(Self.name) }
    return ledger.store(for: Self.name)
  }

  private func startsOver(in folder: String) -> Bool {
    options.startsOver || !DiskFileStore().exists(worldFolder(in: folder) + "/world.json")
  }

  private func worldFolder(in folder: String) -> String { folder + "/" + Self.name }

  private func makeConfiguration() throws -> SimulatorConfiguration {
    var configuration = SimulatorConfiguration()
    configuration.seed = seed ?? SimulatorConfiguration.defaultSeed
    configuration.stateFolder = options.stateFolder.map(worldFolder)
    configuration.startsFresh = options.startsOver
    if let trace = options.trace { configuration.onNote = { trace("simulator: " + $0) } }
    guard options.rendering == .video else { return configuration }
    configuration.tools = MediaTools(searchPath: options.searchPath)
    if options.stateFolder == nil { configuration.temporaryFolder = temporaryFolder() }
    return configuration
  }

  private func temporaryFolder() -> String {
    FileManager.default.temporaryDirectory.path + "/nemo-" + SystemEntropy().uuid()
  }
}
