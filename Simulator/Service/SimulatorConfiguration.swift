public import NemoSimulator
public import NemoTime

/// How a simulated backend is set up.
public struct SimulatorConfiguration: Sendable {
  /// The seed of worlds for which nobody chose one: "nemo" in ASCII.
  public static let defaultSeed: UInt64 = 0x6e65_6d6f

  /// What all randomness comes from. A world that is resumed keeps its own.
  public var seed = Self.defaultSeed
  /// How a new world speaks.
  public var dialect = Dialect.seed
  /// What is special about a new world.
  public var scenario = Scenario()
  /// Where the backend is kept between processes; nil forgets it at the end.
  public var stateFolder: String?
  /// Whether to forget what is in the state folder first.
  public var startsFresh = false
  /// Where media are kept without a state folder, removed at the end. Without both, media are in
  /// memory, and renders are stand-ins.
  public var temporaryFolder: String?
  /// What this machine has for looking into media and rendering.
  public var tools = MediaTools()
  /// Told of everything for the journal; free of secrets.
  public var onNote: (@Sendable (String) -> Void)?

  public init() {}

  /// Takes the seed, the dialect and the scenario of a new world from a file. What the file says
  /// nothing of stays, the seed included; its pace and start are for whoever makes the clock.
  public mutating func use(_ file: ScenarioFile) {
    if let seed = file.seed { self.seed = seed }
    dialect = file.dialect
    scenario = file.scenario
  }
}

/// Runs a simulated backend while `body` runs; then keeps it, where a state folder is set.
///
/// Renders that are not finished at the end are made when the folder is opened again.
///
/// - Throws: what `body` throws; ``StateFolderFailure`` and `FileFailure` when the backend can't be
///   opened or kept.
public func withSimulatedService<Result: Sendable>(
  _ configuration: SimulatorConfiguration, time: any TimeSource,
  _ body: @escaping @Sendable (SimulatedService) async throws -> Result
) async throws -> Result {
  let state = try configuration.stateFolder.map { try StateFolder($0) }
  defer { state?.close() }
  if configuration.startsFresh { try state?.clear() }
  let saved = try state?.load()
  let temporary = try configuration.makeTemporaryFolder()
  let service = try configuration.makeService(saved, state, temporary, time)
  let result = try await service.whileRunning { try await body(service) }
  try state?.save(service)
  withExtendedLifetime(temporary) {}
  return result
}

extension SimulatorConfiguration {
  func makeTemporaryFolder() throws -> ScratchFolder? {
    guard stateFolder == nil else { return nil }
    return try temporaryFolder.map { try ScratchFolder(path: $0) }
  }

  fileprivate func makeService(
    _ saved: SavedService?, _ state: StateFolder?, _ temporary: ScratchFolder?,
    _ time: any TimeSource
  ) throws -> SimulatedService {
    let saved =
      saved
      ?? SavedService(
        world: World(seed: seed, startingAt: time.wall, dialect: dialect, scenario: scenario),
        at: time.wall)
    let folder = state?.mediaFolder ?? temporary?.path
    return SimulatedService(
      resuming: saved, time: time,
      media: try folder.map { try FolderMediaStore(folder: $0) } ?? MemoryMediaStore(),
      prober: makeProber(), renderer: makeRenderer(hasFolder: folder != nil),
      options: options(state, isJumping: time is JumpingTime))
  }

  func makeProber() -> any MediaProber {
    if let prober = FFprobe(tools) { return prober }
    return MediaSniffer()
  }

  func makeRenderer(hasFolder: Bool) -> any Renderer {
    guard hasFolder else { return SyntheticRenderer() }
    if let renderer = FFmpegRenderer(tools) { return renderer }
    return BundledRenderer()
  }

  private func options(_ state: StateFolder?, isJumping: Bool) -> SimulatedService.Options {
    var options = SimulatedService.Options()
    options.finishesPendingWork = isJumping
    options.onNote = onNote
    if let state { options.onChange = keeper(state) }
    return options
  }

  /// Keeps a service after each of its changes.
  func keeper(_ state: StateFolder) -> @Sendable (SimulatedService) -> Void {
    { [onNote] service in
      do { try state.save(service) } catch { onNote?("The backend was not kept. \(error)") }
    }
  }
}
