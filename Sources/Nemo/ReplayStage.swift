import NemoCassette
import NemoClient
package import NemoTime

/// A tape that answers, in virtual time that starts when it was recorded.
package struct ReplayStage: Sendable {
  private let tape: Tape
  private let name: String
  private let options: NemoOptions

  /// Reads the cassette of that name from the folder of the options, or the one at that path.
  ///
  /// - Throws: `CassetteError`; ``StateError`` for options that contradict a replay.
  package init(_ name: String, _ options: NemoOptions) throws {
    guard options.pace == nil else { throw StateError(.paceOfTheService) }
    guard options.recording == nil else { throw StateError(.recordingOfACassette) }
    let found = try CassetteShelf(folder: options.cassetteFolder).find(name)
    tape = try found.load()
    self.name = found.name
    self.options = options
  }

  /// When the recording began.
  package var recorded: WallTime { tape.header.recorded }

  func run<Result: Sendable>(
    _ body: @escaping @Sendable (ReadyBackend) async throws -> Result
  ) async throws -> Result {
    try await VirtualTime.run(startingAt: recorded) { try await run(on: $0, body) }
  }

  /// Runs `body` with the tape on that clock.
  ///
  /// - Throws: what `body` throws; `CassetteError` for a request that the tape does not have, also
  ///   when the client has swallowed it, and for what nobody asked for where the options say so.
  package func run<Result: Sendable>(
    on time: any TimeSource, _ body: @Sendable (ReadyBackend) async throws -> Result
  ) async throws -> Result {
    // The pauses cost nothing in virtual time, and a client counts on them.
    let replayer = Replayer(
      tape, name: name, time: time, pace: .recorded, rechunk: options.rechunkSeed,
      cut: options.cut, advice: options.recordingAdvice)
    do {
      let result = try await stage(replayer, time).run(options, body)
      // A client may swallow a miss, as it does any failure of the network; the tape does not.
      if let problem = replayer.problems.first { throw problem }
      if options.failsOnUnused { try replayer.verifyAllUsed() }
      return result
    } catch {
      // The client words a miss as a failure of the network; the tape knows better.
      throw replayer.problems.first ?? error
    }
  }

  private func stage(_ replayer: Replayer, _ time: any TimeSource) -> Stage {
    Stage(
      transport: replayer, time: time, transportTime: time, baseURL: tape.header.backend,
      origin: tape.header.origin, store: tape.makeStore(), entropy: SeededEntropy(seed: 0),
      token: tape.signsIn ? nil : StandIn.token, policy: options.policy, isReplayed: true)
  }
}

extension Tape {
  /// Whether the recording begins without a token.
  var signsIn: Bool {
    exchanges.contains { $0.request.url.hasSuffix("/api/auth/anonymous-token") }
  }
}
