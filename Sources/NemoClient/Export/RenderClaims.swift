import NemoTime

/// The renders that one export keeps for itself: a retried one is two.
struct RenderClaims: Sendable {
  private let store: any ClientStore
  private let held = Locked<[any RenderClaim]>([])

  init(_ store: any ClientStore) {
    self.store = store
  }

  /// Whether the render is ours now.
  ///
  /// - Throws: ``NemoError`` with ``NemoError/Code/storeFailed``.
  func take(_ id: String) throws -> Bool {
    guard let claim = try storing({ try store.claim(render: id) }) else { return false }
    held.withLock { $0.append(claim) }
    return true
  }

  func release() {
    let claims = held.withLock { held in
      defer { held = [] }
      return held
    }
    for claim in claims { claim.release() }
  }
}
