import NemoTime

/// The origins that may be asked through the gateway, because an answer named them.
final class HandedOutOrigins: Sendable {
  /// How many there may be; URLs at further ones are left as they are.
  static let limit = 1_000

  private let servers = Locked<Set<String>>([])

  /// Returns whether the origin may be asked from now on. Safe to repeat.
  func insert(_ origin: WebOrigin) -> Bool {
    servers.withLock { servers in
      if servers.contains(origin.server) { return true }
      guard servers.count < Self.limit else { return false }
      servers.insert(origin.server)
      return true
    }
  }

  func contains(_ origin: WebOrigin) -> Bool {
    servers.withLock { $0.contains(origin.server) }
  }
}
