import NemoTime

/// A store that forgets everything at the end of the process.
public final class MemoryClientStore: ClientStore {
  private struct Contents {
    var clientID: String?
    var token: StoredToken?
    var session: StoredSession?
    var renders: [StoredRender] = []
  }

  private let contents = Locked(Contents())

  public init() {}

  public func clientID() -> String? { contents.withLock { $0.clientID } }

  public func save(clientID: String) { contents.withLock { $0.clientID = clientID } }

  public func token() -> StoredToken? { contents.withLock { $0.token } }

  public func save(token: StoredToken?) { contents.withLock { $0.token = token } }

  public func lastSession() -> StoredSession? { contents.withLock { $0.session } }

  public func save(session: StoredSession) { contents.withLock { $0.session = session } }

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
}
