package import NemoHTTP
package import NemoTime
package import SimulatorService

/// How requests get to a simulated service: in memory, or over a socket in tests.
package protocol Reach: Sendable {
  /// Calls `body` with a transport that reaches the service, and the base URL to use.
  func run<Result: Sendable>(
    _ service: SimulatedService, _ time: any TimeSource,
    _ body: @escaping @Sendable (any HTTPTransport, String) async throws -> Result
  ) async throws -> Result
}

/// Straight: the service is the transport.
package struct InMemory: Reach {
  /// A name that no network resolves (RFC 6761 section 6.4).
  package static let baseURL = "http://simulator.invalid"

  package init() {}

  package func run<Result: Sendable>(
    _ service: SimulatedService, _ time: any TimeSource,
    _ body: @escaping @Sendable (any HTTPTransport, String) async throws -> Result
  ) async throws -> Result {
    try await body(service, Self.baseURL)
  }
}
