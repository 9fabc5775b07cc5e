import NemoSimulator
import NemoTime

/// An exchange under way. Let go before its end, it tells the world that the client has left.
final class OpenExchange: Sendable {
  let id: ExchangeID
  private let service: SimulatedService
  private let isOpen = Locked(true)

  init(_ id: ExchangeID, of service: SimulatedService) {
    self.id = id
    self.service = service
    service.state.withLock { _ = $0.openExchanges.insert(id) }
  }

  /// Nil for an answer that is no stream: its exchange is over in the world.
  convenience init?(streaming plan: Plan, _ id: ExchangeID, of service: SimulatedService) {
    guard case .frames = plan.body else { return nil }
    self.init(id, of: service)
  }

  deinit { leave() }

  /// The exchange is complete. Safe to repeat.
  func end() { _ = close() }

  /// The client is gone. Safe to repeat, and after the end.
  func leave() {
    guard close() else { return }
    service.update { $0.clientLeft(id, at: $1) }
    service.changed()
  }

  private func close() -> Bool {
    let wasOpen = isOpen.withLock { isOpen in
      defer { isOpen = false }
      return isOpen
    }
    if wasOpen { service.state.withLock { _ = $0.openExchanges.remove(id) } }
    return wasOpen
  }
}
