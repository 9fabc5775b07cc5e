public import NemoTime

extension World {
  /// Endpoint 7, section 12.1. What is rendered is the draft of the request, not the session's.
  mutating func submitRender(
    _ request: OpenExchange.Request, _ body: BodyFacts
  ) throws(Refusal) -> Plan {
    let account = try account(of: request)
    try checkScopes(of: account, hasAttribution: request.hasAttribution)
    let wanted = try RequestBody.Render(RequestBody.json(body))
    try checkPlan(of: account)
    _ = try session(wanted.session, of: request)
    if let known = renders[wanted.id] {
      guard dialect.duplicateRender == .idempotent, known.account == account.id else {
        throw Refusal(.conflict, "A render with this id exists. Use a new id for each render.")
      }
      return submitted(known, request)
    }
    try Self.checkRoom(in: renders.count)
    let uploads = uploads
    let draft = try DraftReader(upload: { uploads[$0]?.asset }).draft(wanted.draft)
    let wish = takeRenderWish(in: wanted.session)
    if wish == .isBlocked { throw Self.exportBlocked }
    let job = makeJob(wanted, RenderSpec(id: wanted.id, draft: draft), account.id)
    renders[wanted.id] = job
    staged?.submitted(wanted.id)
    start(job, wish)
    note(.renderSubmitted, session: wanted.session, wanted.id)
    return submitted(job, request)
  }

  /// Section 19, rows 16 and 17: an anonymous token cannot export by itself, and the headers lift
  /// that.
  private func checkScopes(of account: Account, hasAttribution: Bool) throws(Refusal) {
    guard !hasAttribution else { return }
    switch dialect.attribution {
    case .off: return
    case .export402 where account.isAnonymous && dialect.anonScopes == .all: return
    case .export402, .strict: throw Self.exportBlocked
    }
  }

  private static let exportBlocked = Refusal(
    .exportBlocked,
    """
    Export is not part of the free plan. Register or upgrade; a skill sends X-Skill-Source, \
    X-Skill-Version and X-Skill-Platform.
    """)

  private mutating func start(_ job: RenderJob, _ wish: Wishes.RenderWish?) {
    if wish == .fails { return agenda.add(.renderFails(id: job.spec.id), at: job.due) }
    agenda.add(.renderDue(id: job.spec.id), at: job.due)
    outbox.append(.render(job.spec))
  }

  private mutating func makeJob(
    _ wanted: RequestBody.Render, _ spec: RenderSpec, _ account: String
  ) -> RenderJob {
    // The mean of three, so that most are near 27 s and all are within the bounds.
    let range = RenderJob.durationSeconds
    let draws = (0..<3).map { _ in Double.random(in: 0...1, using: &renderPacing) }
    let share = min(draws[0], draws[1]) * 0.7 + draws[2] * 0.3
    let drawn = range.lowerBound + (range.upperBound - range.lowerBound) * share
    let seconds = scenario.renderSeconds.map(Double.init) ?? drawn
    return RenderJob(
      spec: spec, account: account, session: wanted.session, submitted: now,
      due: now + .milliseconds(Int64(seconds * 1_000)))
  }

  private func submitted(_ job: RenderJob, _ request: OpenExchange.Request) -> Plan {
    Answer.json(job.submitBody(at: now, base: request.base, dialect))
  }

  /// Endpoint 8, section 12.2.
  func pollRender(_ request: OpenExchange.Request, _ id: String) throws(Refusal) -> Plan {
    let job = try render(id, of: request)
    return Answer.json(job.body(at: now, base: request.base, dialect.renderBody))
  }

  /// Endpoint 9, section 12.4: described for a job that is pending; what becomes of others is
  /// assumed.
  mutating func cancelRender(_ request: OpenExchange.Request, _ id: String) throws(Refusal) -> Plan
  {
    let job = try render(id, of: request)
    let status = job.status(at: now)
    guard status == .pending || status == .cancelled else {
      throw Refusal(.conflict, "The render is \(status.rawValue); only a pending one is cancelled.")
    }
    renders[id]?.isCancelled = true
    if status == .pending { note(.renderEnded, session: job.session, "\(id) cancelled") }
    return try pollRender(request, id)
  }

  /// Endpoint 10, section 12.4: the bytes, for those who cannot reach the CDN; or where they are.
  func downloadRender(_ request: OpenExchange.Request, _ id: String) throws(Refusal) -> Plan {
    let job = try render(id, of: request)
    let file = try file(of: job, request)
    guard dialect.download == .json else { return file }
    return success(["output": ["url": .string(RenderJob.url(of: id, base: request.base))]])
  }

  /// A render answers only to the account that submitted it.
  private func render(
    _ id: String, of request: OpenExchange.Request
  ) throws(Refusal) -> RenderJob {
    guard let job = renders[id], job.account == request.account else {
      throw Refusal(.notFound, "There is no render with this id.")
    }
    return job
  }

  /// A render's file is ready, or could not be made.
  public mutating func artefact(of render: String, _ facts: ArtefactFacts, at now: WallTime) {
    advance(to: now)
    guard let job = renders[render], job.artefact == nil else { return }
    let facts = planned(facts, of: render)
    renders[render]?.artefact = .init(facts: facts, at: self.now)
    guard job.isCancelled != true else { return }
    if case .failed = facts {
      note(.renderEnded, session: job.session, "\(render) failed")
    } else if self.now >= job.due {
      note(.renderEnded, session: job.session, "\(render) completed")
    }
  }

  mutating func renderIsDue(_ id: String) {
    guard let job = renders[id], case .ready = job.artefact?.facts, job.isCancelled != true
    else { return }
    note(.renderEnded, session: job.session, "\(id) completed")
  }
}
