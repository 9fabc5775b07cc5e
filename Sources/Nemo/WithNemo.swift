import NemoCassette
public import NemoClient
import NemoLedger
import SimulatorService

/// Opens a backend, runs `body` with a connection to it, and puts everything away again.
///
/// ```swift
/// try await withNemo(.simulator()) { nemo in
///   let session = try await nemo.newSession()
///   _ = try await session.upload("clip.mp4")
///   _ = await session.send("crop to 16:9 and add a title")
///   _ = try await session.export(to: "out.mp4")
/// }
/// ```
///
/// The same body runs on a simulator, on a cassette and on the service: only the first argument
/// changes.
///
/// - Throws: what `body` throws; ``NemoError`` when no connection can be opened;
///   `CassetteError` for a cassette that can't be played or written; ``StateError``;
///   `ScenarioFileError` for a scenario file that can't be used.
public func withNemo<Result: Sendable>(
  _ backend: Backend = .simulator(), _ options: NemoOptions = NemoOptions(),
  _ body: @escaping @Sendable (Connection) async throws -> Result
) async throws -> Result {
  switch backend {
  case .simulator(let seed):
    let file = try options.loadScenario()
    return try await SimulatedStage(seed: seed, file: file, options: options).run(body)
  case .cassette(let name):
    try options.refuseScenario()
    return try await ReplayStage(name, options).run { try await body($0.connect()) }
  case .url, .production:
    try options.refuseScenario()
    return try await NetworkStage(backend, options).run { try await body($0.connect()) }
  }
}

extension NemoOptions {
  func loadScenario() throws(ScenarioFileError) -> ScenarioFile? {
    guard let scenarioFile else { return nil }
    return try ScenarioFile.find(scenarioFile)
  }

  /// Only a simulated world can play one.
  func refuseScenario() throws(StateError) {
    guard scenarioFile == nil else { throw StateError(.scenarioOfTheService) }
  }
}

/// Takes the place of the user's own token where nothing may see it.
enum StandIn {
  static let token = "nmv_usr_" + String(repeating: "0", count: 43)
}

extension ClientPolicy {
  /// Shorter pauses between more attempts, for a simulator that runs faster than the service.
  ///
  /// The budgets of time stay as they are, so that one which does not run faster works as well.
  func hurried(to pace: Pace) -> ClientPolicy {
    let factor = pace.pauseFactor
    var policy = self
    policy.rateLimitPause /= factor
    policy.silentPause /= factor
    policy.silentReads *= factor
    policy.firstRecoveryPause /= factor
    policy.recoveryPause /= factor
    policy.recoveryReads *= factor
    policy.failedRecoveryReads *= factor
    policy.renderPollInterval /= factor
    policy.renderPolls *= factor
    return policy
  }
}

extension Pace {
  fileprivate var pauseFactor: Int {
    switch self {
    case .real: 1
    case .fast: 60
    case .instant: 600
    }
  }
}
