import NemoHTTP
import NemoTime

extension EditingSession {
  /// Renders the timeline and puts the video at `path`. Costs no credits (contract section 4).
  ///
  /// The render is in the store before it is submitted, so that ``resume(_:to:progress:)`` finds
  /// it whatever happens (promise 10). Nothing ever stands at `path` but the complete file; beside
  /// it, `<path>.nemo-<8 hex digits>.part` stands meanwhile. Safe to repeat; each call is a render
  /// of its own.
  ///
  /// - Parameters:
  ///   - ownership: whose sources the timeline may show; anyone's when nil. One that shows another's
  ///     is refused with ``NemoError/Code/foreignDraft`` before anything is submitted.
  ///   - progress: called in order.
  /// - Throws: ``NemoError``; `CancellationError`. With ``NemoError/Code/stillRendering`` the
  ///   render goes on at the backend and can be resumed later. After
  ///   ``NemoError/Code/sessionLost`` a new session stands in the place of the lost one.
  public func export(
    to path: String, ownership: DraftOwnership? = nil,
    progress: @escaping @Sendable (ExportProgress) -> Void = { _ in }
  ) async throws -> ExportedFile {
    let id = stored.id
    noteUse()
    return try await replacingLost(id) {
      let export = Export(
        api: api, sessionID: id, progress: progress,
        draft: { try await self.exportableDraft(of: ownership) })
      return try await export.begin(to: path)
    }
  }

  /// Takes up a render of this or an earlier run: polls it, and downloads it when it is done.
  ///
  /// A render that the backend never received, that it has lost, or that failed, is submitted once
  /// more from the timeline as it is now. One that another process is at, or has delivered
  /// meanwhile, is left alone.
  ///
  /// - Parameters:
  ///   - render: one of the store's ``ClientStore/renders()``.
  ///   - path: where the video is to stand; nil for the render's own path, or where something stands
  ///     there already for a free one beside it, such as `out-2.mp4`.
  /// - Throws: as ``export(to:progress:)``; ``NemoError/Code/stillRendering`` also while another
  ///   process is at it, ``NemoError/Code/nothingToExport`` when nothing of it was ever begun.
  public func resume(
    _ render: StoredRender, to path: String? = nil,
    progress: @escaping @Sendable (ExportProgress) -> Void = { _ in }
  ) async throws -> ExportedFile {
    let export = Export(
      api: api, sessionID: render.sessionID, progress: progress,
      draft: { try await self.exportableDraft() })
    // Another session's render says nothing about this one.
    guard render.sessionID == stored.id else {
      return try await export.resume(render, to: path).file
    }
    return try await replacingLost(render.sessionID) {
      try await export.resume(render, to: path).file
    }
  }

  private func replacingLost(
    _ id: String, _ body: () async throws -> ExportedFile
  ) async throws -> ExportedFile {
    do {
      return try await body()
    } catch var error as NemoError where error.code == .sessionLost {
      error.operation = .export
      throw try await replacingSession(id, after: error)
    }
  }

  /// Contract section 12.1: without a segment there is nothing to render.
  ///
  /// - Parameter ownership: whose sources the timeline may show; anyone's when nil.
  func exportableDraft(of ownership: DraftOwnership? = nil) async throws -> Draft {
    guard let draft = try await state().draft, draft.isExportable else {
      throw NemoError(.nothingToExport, during: .export)
    }
    try ownership?.check(draft)
    return draft
  }
}
