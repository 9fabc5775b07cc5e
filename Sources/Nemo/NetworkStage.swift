import CurlTransport
import NemoCassette
import NemoClient
import NemoTime

/// A backend over the network, with libcurl.
package struct NetworkStage: Sendable {
  private let address: String
  private let pace: Pace
  private let options: NemoOptions
  private let backend: Backend

  /// - Throws: ``StateError`` for a pace of the service.
  package init(_ backend: Backend, _ options: NemoOptions) throws {
    switch backend {
    case .url(let address): (self.address, pace) = (address, options.pace ?? .real)
    default:
      guard options.pace == nil else { throw StateError(.paceOfTheService) }
      (address, pace) = (Backend.productionURL, .real)
    }
    self.options = options
    self.backend = backend
  }

  /// Runs `body` with the backend on the real clock.
  package func run<Result: Sendable>(
    on time: any TimeSource = RealTime(),
    _ body: @Sendable (ReadyBackend) async throws -> Result
  ) async throws -> Result {
    let transport = options.makeNetworkTransport()
    defer { transport.shutdown() }
    let stage = Stage(
      transport: transport, time: time, transportTime: RealTime(), baseURL: address,
      origin: backend.isBeyondLoopback ? .live : .local,
      store: try rememberedStore(of: backend, options),
      entropy: SystemEntropy(),
      token: options.token, policy: options.policy.hurried(to: pace))
    return try await stage.run(options, body)
  }
}

extension NemoOptions {
  /// libcurl as these options have it; whoever makes it shuts it down.
  func makeNetworkTransport() -> CurlTransport {
    CurlTransport(.init(caFile: caFile, userAgent: "nemo/\(SkillIdentity.packageVersion)"))
  }
}
