import NemoTime

/// One project at the backend: upload, edit by message, look at it, export it.
///
/// Everything may be called from anywhere at any time; messages wait for each other (promise 9).
public actor EditingSession {
  let api: APIClient
  /// One turn at a time, whichever value of this session it comes from.
  let turns: Gate
  /// One replacement of a lost session at a time.
  private let replacements = Gate()
  /// What identifies the session. It changes when the backend has lost the session and a new one
  /// took its place.
  public internal(set) var stored: StoredSession
  /// The state before a turn that was cancelled while the backend may have had it, as long as nobody
  /// knows what became of it.
  var unsettled: SessionState?

  init(_ api: APIClient, _ stored: StoredSession) {
    self.api = api
    self.stored = stored
    turns = api.turnGates.gate(forSession: stored.id)
  }

  /// Remembers that the session is used now, so that it is found as the last one.
  ///
  /// A store that fails here is not told: the work itself has not failed, and what must be durable
  /// is saved elsewhere.
  ///
  /// - Parameter file: the name of a file that was uploaded.
  func noteUse(uploading file: String? = nil) {
    stored.lastUsedAt = api.time.wall
    stored.firstFile = stored.firstFile ?? file
    try? api.configuration.store.save(session: stored)
  }

  /// The session as the backend sees it now. Safe to repeat.
  ///
  /// - Throws: ``NemoError``; `CancellationError`.
  public func state() async throws -> SessionState {
    try await state(onPause: api.configuration.onPause)
  }

  /// - Parameter onPause: called when the backend asks to wait.
  func state(onPause: @escaping @Sendable (Duration) -> Void) async throws -> SessionState {
    let wire = WireRequest.state(sessionID: stored.id)
    var call = APIClient.Call.reading(.readState)
    call.onPause = onPause
    let state = try await api.value(wire, call) { status, body in
      try SessionState(status: status, body: body)
    }
    await api.authenticator.note(userID: state.userID)
    return state
  }

  /// The timeline in one line; nil while there is none. Safe to repeat.
  ///
  /// - Throws: as ``state()``.
  public func timeline() async throws -> TimelineSummary? {
    try await state().draft.map(TimelineSummary.init)
  }

  /// Opens a new session in the place of one that the backend has lost (code 1002), once however
  /// many calls have met the loss.
  ///
  /// - Parameter id: of the lost session.
  /// - Returns: the same error, which now knows whether there is a new session. Where there is
  ///   none, the next call meets the loss again and tries again.
  /// - Throws: `CancellationError`.
  func replacingSession(_ id: String, after error: NemoError) async throws -> NemoError {
    try await replacements.enter()
    defer { replacements.leave() }
    do {
      if stored.id == id {
        stored = try await api.createSession(
          name: stored.name, language: stored.language, sharing: turns)
      }
      return error.replaced
    } catch is NemoError {
      return error
    }
  }
}

extension NemoError {
  fileprivate var replaced: NemoError {
    var error = self
    error.context.isSessionReplaced = true
    return error
  }
}
