import NemoSimulator
public import NemoTime

/// What a host of many worlds has beside what its default world has.
public struct HostConfiguration: Sendable {
  /// The default world, as in ``withSimulatedService(_:time:_:)``; its seed, dialect and scenario
  /// are what other worlds begin with as well.
  public var simulator = SimulatorConfiguration()
  public var host = SimulatedHost.Options()
  public var control = ControlService.Options()

  public init() {}
}

/// Runs a host of many worlds and its control while `body` runs; then keeps the default world and
/// the snapshots, where a state folder is set.
///
/// Only the default world is kept. With a state folder it goes on no earlier than it stopped.
///
/// - Parameter makeTime: makes a time for each world, so that none stands still for another.
/// - Throws: what `body` throws; ``StateFolderFailure``, ``ControlRefusal`` and `FileFailure` when
///   something can't be opened or kept.
public func withSimulatedHost<Result: Sendable>(
  _ configuration: HostConfiguration, makeTime: @escaping @Sendable () -> any TimeSource,
  _ body: @escaping @Sendable (SimulatedHost, ControlService) async throws -> Result
) async throws -> Result {
  let simulator = configuration.simulator
  let state = try simulator.stateFolder.map { try StateFolder($0) }
  defer { state?.close() }
  if simulator.startsFresh { try state?.clear() }
  var saved = try state?.load()
  // Its clock begins where it is.
  if let last = saved?.at { saved?.at = max(last, makeTime().wall) }
  let temporary = try simulator.makeTemporaryFolder()
  let host = try configuration.makeHost(saved, state, temporary, makeTime)
  let control = ControlService(
    host, snapshots: try SnapshotStore(path: state?.snapshotFile), options: configuration.control)
  let result = try await host.whileRunning { try await body(host, control) }
  try state?.save(host.defaultWorld.service)
  withExtendedLifetime(temporary) {}
  return result
}

extension HostConfiguration {
  fileprivate func makeHost(
    _ saved: SavedService?, _ state: StateFolder?, _ temporary: ScratchFolder?,
    _ makeTime: @escaping @Sendable () -> any TimeSource
  ) throws -> SimulatedHost {
    let mediaFolder = state?.mediaFolder ?? temporary?.path
    let media: any MediaStore =
      try mediaFolder.map { try FolderMediaStore(folder: $0) } ?? MemoryMediaStore()
    var options = host
    options.terms = WorldTerms(
      seed: simulator.seed, dialect: simulator.dialect, scenario: simulator.scenario)
    options.onNote = simulator.onNote ?? host.onNote
    options.makeProber = { [simulator] in simulator.makeProber() }
    options.makeRenderer = { [simulator] in
      simulator.makeRenderer(hasFolder: mediaFolder != nil)
    }
    if let mediaFolder {
      // Only the default world outlives its process.
      try? Folders.removeAll(at: mediaFolder + "/worlds")
      options.makeRenders = { name in
        try FolderMediaStore(folder: mediaFolder + "/worlds/" + name.text)
      }
    }
    if let state { options.onChange = simulator.keeper(state) }
    return SimulatedHost(uploads: media, resuming: saved, options: options, makeTime: makeTime)
  }
}
