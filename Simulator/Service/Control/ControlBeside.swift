public import NemoHTTP

/// A host and its control behind one port: `/__sim/v1` is the control, everything else the worlds.
public struct ControlBeside: PromptTransport {
  private let host: SimulatedHost
  private let control: ControlService

  public init(_ host: SimulatedHost, _ control: ControlService) {
    self.host = host
    self.control = control
  }

  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    try await begin(request).response()
  }

  package func begin(_ request: TransportRequest) -> BegunAnswer {
    guard ControlService.owns(request.path) else { return host.begin(request) }
    return .rest { [control] in try await control.send(request) }
  }
}
