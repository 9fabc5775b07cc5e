import NemoCassette
import NemoClient

extension Tape {
  private static let createPath = "/with-session/"
  private static let statePath = "/api/state/"

  /// What the recorded client remembered when it began: the session that it goes on with, if it
  /// opens none (contract section 9).
  func makeStore() -> any ClientStore {
    let store = MemoryClientStore()
    if let id = continuedSession {
      store.save(
        session: StoredSession(id: id, taskID: nil, name: "project", createdAt: header.recorded))
    }
    return store
  }

  private var continuedSession: String? {
    for exchange in exchanges {
      let path = exchange.request.url.prefix { $0 != "?" }
      if path.contains(Self.createPath) { return nil }
      if path.contains(Self.statePath), path.hasSuffix("/latest") {
        return path.split(separator: "/").dropLast().last.map(String.init)
      }
    }
    return nil
  }
}
