import NemoTime

/// A store that forgets everything at the end of the process.
public final class MemoryClientStore: ClientStore {
  private struct Contents {
    var clientID: String?
    /// That of an account first.
    var tokens: [StoredToken] = []
    var sessions: [StoredSession] = []
    var renders: [StoredRender] = []
    var claimed: Set<String> = []
  }

  private let contents = Locked(Contents())

  public init() {}

  public func clientID() -> String? { contents.withLock { $0.clientID } }

  public func save(clientID: String) { contents.withLock { $0.clientID = clientID } }

  public func token() -> StoredToken? { tokens().first }

  public func tokens() -> [StoredToken] { contents.withLock { $0.tokens } }

  public func save(token: StoredToken?) {
    contents.withLock { contents in
      contents.tokens.removeAll { token == nil || $0.isAnonymous == token?.isAnonymous }
      guard let token else { return }
      contents.tokens.insert(token, at: token.isAnonymous ? contents.tokens.endIndex : 0)
    }
  }

  public func forgetAccountToken() {
    contents.withLock { $0.tokens.removeAll { !$0.isAnonymous } }
  }

  public func lastSession() -> StoredSession? { contents.withLock { $0.sessions.last } }

  public func sessions() -> [StoredSession] { contents.withLock { $0.sessions.reversed() } }

  public func save(session: StoredSession) {
    contents.withLock { contents in
      contents.sessions.removeAll { $0.id == session.id }
      contents.sessions.append(session)
    }
  }

  public func save(render: StoredRender) {
    contents.withLock { contents in
      if let index = contents.renders.firstIndex(where: { $0.id == render.id }) {
        contents.renders[index] = render
      } else {
        contents.renders.append(render)
      }
    }
  }

  public func renders() -> [StoredRender] { contents.withLock { $0.renders } }

  public func forget(render id: String) {
    contents.withLock { $0.renders.removeAll { $0.id == id } }
  }

  public func claim(render id: String) -> (any RenderClaim)? {
    guard contents.withLock({ $0.claimed.insert(id).inserted }) else { return nil }
    return Claim(store: self, id: id, isHeld: Locked(true))
  }

  private struct Claim: RenderClaim {
    let store: MemoryClientStore
    let id: String
    let isHeld: Locked<Bool>

    func release() {
      let wasHeld = isHeld.withLock { isHeld in
        defer { isHeld = false }
        return isHeld
      }
      if wasHeld { store.contents.withLock { _ = $0.claimed.remove(id) } }
    }
  }
}
