import NemoTime

extension World {
  /// Endpoint 2. Every call makes a session.
  mutating func createSession(
    _ request: OpenExchange.Request, _ body: BodyFacts
  ) throws(Refusal) -> Plan {
    let account = try account(of: request)
    try Self.checkRoom(in: sessions.count)
    let wanted = try RequestBody.NewSession(body)
    let session = Session(
      id: ids.session(), task: ids.task(), taskName: wanted.taskName, language: wanted.language,
      account: account.id)
    sessions[session.id] = session
    note(.sessionCreated, session: session.id, session.task)
    let user = JSON.string(account.id)
    return success(
      .present(
        ("task_id", .string(session.task)), ("session_id", .string(session.id)),
        ("user_id", dialect.sessionUserID == .on ? user : nil),
        ("bind_id", dialect.sessionUserID == .bindID ? user : nil)))
  }

  /// Endpoint 6, section 9.
  func state(_ request: OpenExchange.Request, _ id: String) throws(Refusal) -> Plan {
    let session = try session(id, of: request)
    let state = session.state(base: request.base, dialect)
    guard dialect.stateFields == .full else { return success(["state": state]) }
    return success([
      "session_id": .string(session.id), "task_id": .string(session.task),
      "task_name": .string(session.taskName), "user_id": .string(session.account),
      "state": state,
    ])
  }
}

extension Session {
  /// The documented keys; their elements are unpublished and follow the dossier's guesses.
  func state(base: String, _ dialect: Dialect) -> JSON {
    func objects(_ assets: [Asset]) -> JSON {
      .array(assets.map { $0.json(base: base, dialect.uploadExtras) })
    }
    let infos = assets.filter { dialect.videoInfosGenerated == .on || !$0.isGenerated }
    let isFull = dialect.stateFields == .full
    return .present(
      ("draft", draft?.json(DraftForm(base: base, dialect)) ?? [:]),
      ("video_infos", objects(infos)),
      ("canvas_config", isFull ? draft?.canvas.json ?? [:] : nil),
      ("generated_media", objects(assets.filter(\.isGenerated))),
      ("video_analyses", isFull ? .object(assets.compactMap(\.analysis)) : nil))
  }
}

extension Draft.Canvas {
  fileprivate var json: JSON {
    .present(
      ("width", .integer(width)), ("height", .integer(height)),
      ("ratio", ratio.map { .string($0) }))
  }
}

extension Asset {
  /// What the agent knows of a file; the structure is assumed. Durations are seconds.
  fileprivate var analysis: JSON.Member? {
    guard let probe, probe.kind == .video else { return nil }
    return JSON.Member(
      key: filename,
      value: [
        "duration": .decimal(probe.durationSeconds), "has_audio": .bool(probe.hasAudio),
        "pause_start": .decimal(probe.leadingPauseSeconds),
        "pause_end": .decimal(probe.trailingPauseSeconds),
        "clicks": .integer(probe.clicks?.count ?? 0),
      ])
  }
}
