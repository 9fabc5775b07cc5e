public import NemoHTTP

/// A host and its control behind one port: `/__sim/v1` is the control, everything else the worlds.
public struct ControlBeside: HTTPTransport {
  private let host: SimulatedHost
  private let control: ControlService

  public init(_ host: SimulatedHost, _ control: ControlService) {
    self.host = host
    self.control = control
  }

  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    guard ControlService.owns(request.path) else { return try await host.send(request) }
    return try await control.send(request)
  }
}
