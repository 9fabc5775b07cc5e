import CurlTransport
import NemoCassette
public import NemoClient
import NemoHTTP
import NemoLedger
import NemoTime

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
///   `CassetteError` for a cassette that can't be played or written; ``StateError``.
public func withNemo<Result: Sendable>(
  _ backend: Backend = .simulator(), _ options: NemoOptions = NemoOptions(),
  _ body: @escaping @Sendable (Connection) async throws -> Result
) async throws -> Result {
  switch backend {
  case .simulator(let seed):
    return try await SimulatedStage(seed: seed, options: options).run(body)
  case .cassette(let name):
    return try await replay(name, options, body)
  case .url(let address):
    return try await talk(to: address, pace: options.pace ?? .real, options, body)
  case .production:
    guard options.pace == nil else { throw StateError(.paceOfTheService) }
    return try await talk(to: Backend.productionURL, pace: .real, options, body)
  }
}

/// Over the network, with libcurl.
private func talk<Result: Sendable>(
  to address: String, pace: Pace, _ options: NemoOptions,
  _ body: @Sendable (Connection) async throws -> Result
) async throws -> Result {
  let transport = CurlTransport(
    .init(caFile: options.caFile, userAgent: "nemo/\(SkillIdentity.packageVersion)"))
  defer { transport.shutdown() }
  let stage = Stage(
    transport: transport, time: RealTime(), transportTime: RealTime(), baseURL: address,
    origin: .live,
    store: try clientStore(for: address, options), entropy: SystemEntropy(), token: options.token,
    policy: options.policy.hurried(to: pace))
  return try await stage.run(options, body)
}

/// From a tape, in virtual time that starts when the tape was recorded.
private func replay<Result: Sendable>(
  _ name: String, _ options: NemoOptions,
  _ body: @escaping @Sendable (Connection) async throws -> Result
) async throws -> Result {
  guard options.pace == nil else { throw StateError(.paceOfTheService) }
  guard options.recording == nil else { throw StateError(.recordingOfACassette) }
  let found = try CassetteShelf(folder: options.cassetteFolder).find(name)
  let tape = try found.load()
  return try await VirtualTime.run(startingAt: tape.header.recorded) { time in
    let replayer = Replayer(tape, name: found.name, time: time)
    let stage = Stage(
      transport: replayer, time: time, transportTime: time, baseURL: tape.header.backend,
      origin: tape.header.origin,
      store: tape.makeStore(), entropy: SeededEntropy(seed: 0),
      token: tape.signsIn ? nil : StandIn.token, policy: options.policy)
    do {
      let result = try await stage.run(options, body)
      // A client may swallow a miss, as it does any failure of the network; the tape does not.
      if let problem = replayer.problems.first { throw problem }
      if options.failsOnUnused { try replayer.verifyAllUsed() }
      return result
    } catch {
      // The client words a miss as a failure of the network; the tape knows better.
      throw replayer.problems.first ?? error
    }
  }
}

/// What is remembered of a backend: in the ledger, or for this run only.
func clientStore(for backend: String, _ options: NemoOptions) throws -> any ClientStore {
  guard let folder = options.stateFolder else { return MemoryClientStore() }
  try createStateFolder(folder)
  return try Ledger(path: folder + "/ledger.sqlite").store(for: backend)
}

/// Takes the place of the user's own token where nothing may see it.
enum StandIn {
  static let token = "nmv_usr_" + String(repeating: "0", count: 43)
}

extension Tape {
  /// Whether the recording begins without a token.
  var signsIn: Bool {
    exchanges.contains { $0.request.url.hasSuffix("/api/auth/anonymous-token") }
  }
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
