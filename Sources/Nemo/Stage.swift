import NemoCassette
import NemoClient
import NemoHTTP
import NemoTime
import SimulatorService

/// Everything that a journey needs of its backend, set up and ready.
struct Stage: Sendable {
  var transport: any HTTPTransport
  /// The clock of the client's pauses and limits.
  var time: any TimeSource
  /// The clock of limits on the wire: the real one where ``time`` runs faster than a machine can.
  var transportTime: any TimeSource
  var baseURL: String
  /// What a tape says about where its answers came from.
  var origin: Tape.Origin
  var store: any ClientStore
  var entropy: any Entropy
  /// The token that the client starts with; nil for the stored one, or an anonymous one.
  var token: String?
  var policy: ClientPolicy
  /// Whether a tape answers.
  var isReplayed = false
  /// How large a body is kept whole on a tape that is recorded.
  var recordedBodyBytes = 64 << 20

  /// The simulated service behind the transport, if there is one.
  var service: SimulatedService?

  /// Runs `body`, and seals the cassette if one is recorded.
  ///
  /// A run that fails is sealed too: its cassette is what one looks at next. A test's is not, for
  /// there it would take the place of a good one.
  func run<Result: Sendable>(
    _ options: NemoOptions, _ body: @Sendable (ReadyBackend) async throws -> Result
  ) async throws -> Result {
    guard let name = options.recording else {
      return try await body(ReadyBackend(self, transport: transport, options))
    }
    let cassette = try Cassette(named: name, in: options.cassetteFolder)
    let recorder = try Recorder(
      wrapping: transport, into: cassette.path, origin: origin, backend: baseURL, time: time,
      limits: RecordingLimits(storedBodyBytes: recordedBodyBytes))
    do {
      let result = try await body(ReadyBackend(self, transport: recorder, options))
      _ = try recorder.finish()
      return result
    } catch let error where !(error is CassetteError) {
      if options.discardsFailedRecordings {
        try recorder.discard()
      } else {
        _ = try recorder.finish()
      }
      throw error
    }
  }
}
