import NemoTime

/// A render of an earlier run that has not come to its end.
public struct UnfinishedRender: Sendable, Hashable {
  public var render: StoredRender
  /// Whether a process that lives is at it.
  public var isHeld: Bool

  public init(render: StoredRender, isHeld: Bool) {
    self.render = render
    self.isHeld = isHeld
  }
}

extension Connection {
  /// The renders that were neither delivered nor failed, the oldest first. Nothing is sent; safe to
  /// repeat.
  ///
  /// - Throws: ``NemoError`` with ``NemoError/Code/storeFailed``.
  public func unfinishedRenders() throws -> [UnfinishedRender] {
    try storing { try UnfinishedRender.all(in: api.configuration.store) }
  }

  /// Takes up a render of an earlier run that was killed or gave up waiting, in whichever session it
  /// is; see ``EditingSession/resume(_:to:progress:)``. No session takes the place of one that is
  /// lost.
  ///
  /// Safe to repeat, and at the same time in several processes: a render is delivered once.
  ///
  /// - Parameters:
  ///   - path: as in ``EditingSession/resume(_:to:progress:)``.
  ///   - progress: called in order.
  /// - Throws: ``NemoError``; `CancellationError`.
  public func finish(
    _ render: StoredRender, to path: String? = nil,
    progress: @escaping @Sendable (ExportProgress) -> Void = { _ in }
  ) async throws -> RenderEnd {
    let stored = try sessions().first { $0.id == render.sessionID }
    let session = session(
      stored
        ?? StoredSession(
          id: render.sessionID, taskID: nil, name: "project", createdAt: api.time.wall))
    let export = Export(
      api: api, sessionID: render.sessionID, progress: progress,
      draft: { try await session.exportableDraft() })
    return try await export.resume(render, to: path)
  }
}

extension UnfinishedRender {
  /// As ``Connection/unfinishedRenders()``, where there is no connection.
  public static func all(in store: any ClientStore) throws -> [UnfinishedRender] {
    try store.renders().filter { !$0.state.isFinal }.map { render in
      let claim = try store.claim(render: render.id)
      claim?.release()
      return UnfinishedRender(render: render, isHeld: claim == nil)
    }
  }
}
