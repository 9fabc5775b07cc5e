import NemoCassette
package import NemoClient
import NemoHTTP
import NemoLedger
package import NemoSimulator
package import NemoTime
package import SimulatorService

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The simulated backend of one scope: in memory, or kept between runs.
package struct SimulatedStage: Sendable {
  private let seed: UInt64?
  private let dialect: Dialect?
  private let scenario: Scenario
  private let file: ScenarioFile?
  private let options: NemoOptions

  /// - Parameters:
  ///   - seed: nil for the file's, or the default one.
  ///   - dialect: how a new world speaks; nil for the default.
  ///   - scenario: what is special about a new world.
  ///   - file: takes the place of dialect and scenario; ``NemoOptions/scenarioFile`` loaded. A
  ///     dialect in the options takes the place of both.
  package init(
    seed: UInt64?, dialect: Dialect? = nil, scenario: Scenario = Scenario(),
    file: ScenarioFile? = nil, options: NemoOptions
  ) {
    self.file = file
    self.seed = seed ?? file?.seed
    self.dialect = options.dialect ?? file?.dialect ?? dialect
    self.scenario = file?.scenario ?? scenario
    self.options = options
  }

  /// Runs `body` with a connection to the world, in memory unless told otherwise.
  package func run<Result: Sendable>(
    reach: any Reach = InMemory(),
    _ body: @escaping @Sendable (Connection) async throws -> Result
  ) async throws -> Result {
    let connected: @Sendable (ReadyBackend) async throws -> Result = {
      try await body($0.connect())
    }
    switch options.pace ?? file?.pace ?? (isKept ? .fast : .instant) {
    case .instant:
      let start = file?.start ?? (isKept ? RealTime().wall : VirtualTime.defaultOrigin)
      return try await VirtualTime.run(startingAt: start) {
        try await run(on: $0, reach, connected)
      }
    case .fast:
      let time = PacedTime(factor: Pace.fastFactor, startingAt: file?.start)
      return try await run(on: time, reach, connected)
    case .real:
      let time: any TimeSource =
        file?.start.map { PacedTime(factor: 1, startingAt: $0) } ?? RealTime()
      return try await run(on: time, reach, connected)
    }
  }

  private var isKept: Bool { options.stateFolder != nil }

  /// Runs `body` with the world on that clock.
  package func run<Result: Sendable>(
    on time: any TimeSource, _ reach: any Reach = InMemory(),
    _ body: @escaping @Sendable (ReadyBackend) async throws -> Result
  ) async throws -> Result {
    let configuration = try makeConfiguration()
    let isNew = isNewWorld
    return try await withSimulatedService(configuration, time: time) { service in
      noticeDialect(of: service.world)
      // Only now, with the world's lock in hand: another command may have been using both.
      let store = try makeStore(forNewWorld: isNew)
      return try await reach.run(service, time) { transport, baseURL in
        var stage = stage(transport, baseURL, time, store, configuration.seed)
        stage.service = service
        return try await stage.run(options, body)
      }
    }
  }

  private func noticeDialect(of world: World) {
    guard let dialect, dialect != world.dialect else { return }
    options.notice?(
      "The simulated world that is kept has its own dialect, \(world.dialect.name). "
        + "Add --fresh to start one with yours.")
  }

  private func stage(
    _ transport: any HTTPTransport, _ baseURL: String, _ time: any TimeSource,
    _ store: any ClientStore, _ seed: UInt64
  ) -> Stage {
    Stage(
      transport: transport, time: time, transportTime: time is PacedTime ? RealTime() : time,
      baseURL: baseURL, origin: .simulator, store: store,
      // A world that is kept has seen earlier runs' ids, so that they must differ.
      entropy: isKept ? SystemEntropy() : SeededEntropy(seed: seed, stream: "client"),
      // The user's token has no business in a world that is written to disk: any well-formed one is
      // a registered account there.
      token: isRegistered ? StandIn.token : nil, policy: options.policy)
  }

  private var isRegistered: Bool {
    options.token != nil || scenario.account.kind == .registered
  }

  private func makeStore(forNewWorld isNew: Bool) throws -> any ClientStore {
    guard let folder = options.stateFolder else { return MemoryClientStore() }
    let ledger = try Ledger(path: Ledger.path(in: folder))
    // A new world does not know the accounts and sessions of the old one.
    if isNew { try ledger.forget(name) }
    return ledger.store(for: name)
  }

  /// What is remembered of the world that is kept, without opening it; nothing when it is to be a new
  /// one.
  func rememberedStore() throws -> any ClientStore {
    // What another user keeps from this one looks as if it were not there.
    if let folder = options.stateFolder { try Ledger.check(path: Ledger.path(in: folder)) }
    return isNewWorld ? MemoryClientStore() : try makeStore(forNewWorld: false)
  }

  private var isNewWorld: Bool {
    guard let folder = options.stateFolder else { return true }
    return options.startsOver || !DiskFileStore().exists(worldFolder(in: folder) + "/world.json")
  }

  /// Where the world is kept between runs; nil where it is not.
  var keptWorldFolder: String? { options.stateFolder.map(worldFolder) }

  private func worldFolder(in folder: String) -> String { folder + "/" + name }

  /// The simulator's part of the ledger, and its folder in the state folder: one for each scenario.
  private var name: String { file.map { "simulator-\($0.fingerprint)" } ?? Self.plainName }

  /// Of the world without a scenario.
  static let plainName = "simulator"

  private func makeConfiguration() throws -> SimulatorConfiguration {
    if let folder = options.stateFolder { try createStateFolder(folder) }
    var configuration = SimulatorConfiguration()
    configuration.seed = seed ?? SimulatorConfiguration.defaultSeed
    configuration.dialect = dialect ?? .seed
    configuration.scenario = scenario
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
