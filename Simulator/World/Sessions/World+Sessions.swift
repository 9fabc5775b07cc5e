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
    return Answer.success([
      "task_id": .string(session.task), "session_id": .string(session.id),
      "user_id": .string(account.id),
    ])
  }

  /// Endpoint 6, section 9.
  func state(_ request: OpenExchange.Request, _ id: String) throws(Refusal) -> Plan {
    let session = try session(id, of: request)
    return Answer.success([
      "session_id": .string(session.id), "task_id": .string(session.task),
      "task_name": .string(session.taskName), "user_id": .string(session.account),
      "state": session.state(base: request.base),
    ])
  }
}

extension Session {
  /// The documented keys; their elements are unpublished and follow the dossier's guesses.
  func state(base: String) -> JSON {
    let media = assets.map { $0.json(base: base) }
    let generated = assets.filter(\.isGenerated).map { $0.json(base: base) }
    return [
      "draft": draft?.json(base: base) ?? [:],
      "video_infos": .array(media),
      "canvas_config": draft?.canvas.json ?? [:],
      "generated_media": .array(generated),
      "video_analyses": .object(assets.compactMap(\.analysis)),
    ]
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
