import NemoHTTP
import SimulatorService

/// Brings all that is pending in a simulated world to its end before it answers: who asks keeps no
/// virtual time, so that nothing would ever become due for them.
struct Hurried: HTTPTransport {
  private let base: any HTTPTransport
  private let service: SimulatedService

  init(_ base: any HTTPTransport, _ service: SimulatedService) {
    self.base = base
    self.service = service
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    try await service.finishPendingWork()
    return try await base.send(request)
  }
}
