import NemoTime

/// A signed-in client of one backend.
///
/// ```swift
/// let connection = try await Connection.open(configuration)
/// let session = try await connection.newSession(firstMessage: "crop to 16:9")
/// ```
public struct Connection: Sendable {
  let api: APIClient

  /// Opens the backend: with the supplied token, else the stored one, else by signing in
  /// anonymously with the stored client id. A stored token costs no request.
  ///
  /// When the backend asks to wait before a sign-in is repeated, ``ClientConfiguration/onPause`` is
  /// called.
  ///
  /// - Throws: ``NemoError``, such as ``NemoError/Code/rateLimited`` when the backend refuses a
  ///   further sign-in twice, 30 s apart; `CancellationError`. Safe to repeat.
  public static func open(
    _ configuration: ClientConfiguration
  ) async throws -> Connection {
    let api = try APIClient(configuration)
    _ = try await api.authenticator.token(onPause: configuration.onPause)
    return Connection(api: api)
  }

  /// Opens a new session and remembers it as the last one.
  ///
  /// - Parameters:
  ///   - language: a code such as `en`; guessed from `firstMessage` when nil.
  ///   - name: what the backend calls the project.
  /// - Throws: ``NemoError``; `CancellationError`. A repetition leaves a stray session, no more.
  public func newSession(
    language: String? = nil, firstMessage: String? = nil, name: String = "project"
  ) async throws -> EditingSession {
    let language = SessionLanguage.choose(given: language, firstMessage: firstMessage)
    let stored = try await api.createSession(name: name, language: language)
    return EditingSession(api, stored)
  }

  /// A session from an earlier run. Nothing is sent; whether it still exists shows with its first
  /// use.
  public func session(_ stored: StoredSession) -> EditingSession {
    EditingSession(api, stored)
  }

  /// The session that was opened or used last, in this run or an earlier one; nil when there is
  /// none. Nothing is sent.
  ///
  /// - Throws: ``NemoError`` with ``NemoError/Code/storeFailed``.
  public func lastSession() throws -> EditingSession? {
    let stored = try storing { try api.configuration.store.lastSession() }
    return stored.map(session)
  }

  /// The sessions of this run and earlier ones, the one that was opened or used last first. Nothing
  /// is sent; safe to repeat.
  ///
  /// - Throws: ``NemoError`` with ``NemoError/Code/storeFailed``.
  public func sessions() throws -> [StoredSession] {
    try storing { try api.configuration.store.sessions() }
  }

  /// The session that a person names: `LAST`, an id, or the beginning of only one id. Nothing is
  /// sent; safe to repeat.
  ///
  /// - Throws: ``SessionNameError``; ``NemoError`` with ``NemoError/Code/storeFailed``.
  public func session(named name: String) throws -> EditingSession {
    session(try SessionName(name).choose(among: sessions()))
  }

  /// The renders of this run and earlier ones, in the order in which they were first saved. Those
  /// that were not delivered can be taken up with ``EditingSession/resume(_:to:progress:)``.
  /// Nothing is sent; safe to repeat.
  ///
  /// - Throws: ``NemoError`` with ``NemoError/Code/storeFailed``.
  public func renders() throws -> [StoredRender] {
    try storing { try api.configuration.store.renders() }
  }

  /// The credits of the account. Safe to repeat.
  ///
  /// - Throws: ``NemoError``; `CancellationError`.
  public func credits() async throws -> Balance {
    try await api.value(.credits(), .reading(.readCredits)) { status, body in
      try Balance(status: status, body: body)
    }
  }
}

extension APIClient {
  /// - Parameter gate: the gate of the session whose place the new one takes.
  func createSession(
    name: String, language: String, sharing gate: Gate? = nil
  ) async throws -> StoredSession {
    // Twice is no harm: it leaves a stray session (contract section 5.2).
    let call = Call(operation: .createSession, repeats: .always)
    let wire = WireRequest.createSession(name: name, language: language)
    let created = try await value(wire, call) { status, body in
      try SessionCreated(status: status, body: body)
    }
    // Before the session can be found in the store.
    if let gate { turnGates.share(gate, withSession: created.sessionID) }
    await authenticator.note(userID: created.userID)
    let stored = StoredSession(
      id: created.sessionID, taskID: created.taskID, name: name, language: language,
      createdAt: time.wall)
    try storing { try configuration.store.save(session: stored) }
    return stored
  }
}
