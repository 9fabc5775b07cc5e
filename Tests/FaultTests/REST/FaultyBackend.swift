import Nemo
import NemoClient
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService

/// A world with faults, in memory and in virtual time, and a client that is yet to connect.
struct FaultyBackend: Sendable {
  var faults: [PlannedFault]
  var silence = Scenario.Silence.never
  /// The user's own token; nil for an anonymous account.
  var token: String?

  struct Ready: Sendable {
    var backend: ReadyBackend
    var service: SimulatedService
    var time: any TimeSource

    /// Connects and opens a session with a clip in it.
    func session() async throws -> (Connection, EditingSession) {
      let nemo = try await backend.connect()
      let session = try await nemo.newSession()
      _ = try await session.upload("clip.mp4")
      return (nemo, session)
    }

    /// How long it takes in virtual time.
    func duration(of body: () async throws -> Void) async rethrows -> Duration {
      let start = time.now
      try await body()
      return start.duration(to: time.now)
    }
  }

  func run<Result: Sendable>(
    _ body: @escaping @Sendable (Ready) async throws -> Result
  ) async throws -> Result {
    var scenario = Scenario()
    scenario.silence = silence
    scenario.faults = faults
    var options = NemoOptions()
    options.files = MemoryFileStore(["clip.mp4": try FaultyTrip.clip()])
    options.rendering = .synthetic
    options.token = token
    let stage = SimulatedStage(seed: FaultyTrip.seed, scenario: scenario, options: options)
    return try await VirtualTime.run { time in
      try await stage.run(on: time) { backend in
        guard let service = backend.service else { throw NoService() }
        return try await body(Ready(backend: backend, service: service, time: time))
      }
    }
  }

  private struct NoService: Error {}
}
