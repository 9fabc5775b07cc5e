import CurlTransport
import NemoCassette
package import NemoHTTP
package import NemoTime
import SimulatorService

/// A backend without a client in front of it: what answers, and on which clock.
package struct ReachedBackend: Sendable {
  package var transport: any HTTPTransport
  /// Without a slash at its end.
  package var baseURL: String
  /// The clock of pauses.
  package var time: any TimeSource
  package var entropy: any Entropy
  /// What a request may be signed in with; nil when there is nothing.
  package var token: String?
  /// Whether nothing outside of this process hears of the requests.
  package var isOffline: Bool
}

/// Opens a backend and runs `body` with its transport; nothing is signed in, kept or recorded.
///
/// A simulated world is new, renders stand-ins and runs in virtual time.
///
/// - Parameter start: where the calendar of virtual time begins.
/// - Throws: what `body` throws; `CassetteError` for a cassette that can't be played.
package func withTransport<Result: Sendable>(
  _ backend: Backend, _ options: NemoOptions = NemoOptions(), startingAt start: WallTime? = nil,
  _ body: @escaping @Sendable (ReachedBackend) async throws -> Result
) async throws -> Result {
  switch backend {
  case .simulator(let seed):
    let file = try options.loadScenario()
    let start = start ?? file?.start ?? VirtualTime.defaultOrigin
    return try await VirtualTime.run(startingAt: start) { time in
      var configuration = SimulatorConfiguration()
      if let file { configuration.use(file) }
      if let seed { configuration.seed = seed }
      let seed = configuration.seed
      return try await withSimulatedService(configuration, time: time) { service in
        try await body(
          ReachedBackend(
            transport: service, baseURL: InMemory.baseURL, time: time,
            entropy: SeededEntropy(seed: seed, stream: "client"), token: StandIn.token,
            isOffline: true))
      }
    }
  case .cassette(let name):
    try options.refuseScenario()
    let tape = try CassetteShelf(folder: options.cassetteFolder).find(name).load()
    return try await VirtualTime.run(startingAt: tape.header.recorded) { time in
      try await body(
        ReachedBackend(
          transport: Replayer(tape, name: name, time: time), baseURL: tape.header.backend,
          time: time, entropy: SeededEntropy(seed: 0), token: nil, isOffline: true))
    }
  case .url(let address): return try await reach(address, options, body)
  case .production: return try await reach(Backend.productionURL, options, body)
  }
}

/// Over the network, with libcurl, within the client's own limits of time.
private func reach<Result: Sendable>(
  _ address: String, _ options: NemoOptions,
  _ body: @Sendable (ReachedBackend) async throws -> Result
) async throws -> Result {
  try options.refuseScenario()
  let curl = options.makeNetworkTransport()
  defer { curl.shutdown() }
  let limits = LimitedTransport.Limits(
    idle: options.policy.heartbeatOnlyLimit, total: options.policy.streamLimit)
  return try await body(
    ReachedBackend(
      transport: LimitedTransport(curl, limits: limits, time: RealTime()), baseURL: address,
      time: RealTime(), entropy: SystemEntropy(), token: options.token, isOffline: false))
}
