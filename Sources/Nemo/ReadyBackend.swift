package import NemoClient
package import NemoHTTP
package import NemoTime
package import SimulatorService

/// A backend that is set up for one scope, with its recorder if there is one.
package struct ReadyBackend: Sendable {
  /// What every request goes through.
  package let transport: any HTTPTransport
  /// The clock of the client's pauses and limits.
  package let time: any TimeSource
  /// What the paths of the API are added to, without a slash at its end.
  package let baseURL: String
  /// The simulated service behind it all, if it is one.
  package let service: SimulatedService?
  /// Whether a tape answers.
  package let isReplayed: Bool
  private let configuration: ClientConfiguration

  init(_ stage: Stage, transport: any HTTPTransport, _ options: NemoOptions) {
    var transport = transport
    if let trace = options.trace {
      transport = TracingTransport(base: transport, time: stage.time, trace: trace)
    }
    self.transport = transport
    time = stage.time
    baseURL = stage.baseURL
    service = stage.service
    isReplayed = stage.isReplayed
    var configuration = ClientConfiguration(
      baseURL: stage.baseURL, identity: options.identity, transport: transport, time: stage.time,
      transportTime: stage.transportTime, entropy: stage.entropy, files: options.files,
      store: stage.store, suppliedToken: stage.token, policy: stage.policy)
    configuration.usesAccountToken = options.usesAccountToken
    if let webBase = options.webBase { configuration.webBase = webBase }
    if let onPause = options.onPause { configuration.onPause = onPause }
    self.configuration = configuration
  }

  /// Opens a connection; a second one shares the account of the first.
  package func connect() async throws -> Connection {
    try await Connection.open(configuration)
  }
}
