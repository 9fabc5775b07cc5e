import NemoTime

extension World {
  /// Endpoint 3, section 7: a message to the agent.
  mutating func message(
    _ request: OpenExchange.Request, _ body: BodyFacts, _ exchange: ExchangeID
  ) throws(Refusal) -> Plan {
    let account = try account(of: request)
    let message = try RequestBody.Message(
      RequestBody.json(body), keys: dialect.messageKeys, user: dialect.strictUserID)
    if let user = message.user, user != "me", user != account.id {
      throw Refusal(.forbidden, "user_id names another user. Use `me` or your own user id.")
    }
    let session = try session(message.session, of: request)
    if let refusal = MagicValues.refusal(inMessage: message.text) { throw refusal }
    guard runs.count < Self.runLimit else {
      throw Refusal(.overloaded, "Too many runs are unfinished.", retryAfterSeconds: 30)
    }
    let plan = plannedAnswer(to: request, saying: message.text)
    if case .response(let response) = plan { return response.plan }
    let isBusy = session.busyUntil.map { $0 > now } ?? false
    if isBusy, dialect.concurrentTurn == .reject {
      throw Refusal(.conflict, "A run is in progress in this session. Wait for its end.")
    }
    exchanges[exchange.rawValue] =
      if case .stream(let stream) = plan {
        try accept(stream, message, in: session)
      } else {
        try accept(message, in: session)
      }
    return Answer.stream
  }

  private mutating func accept(
    _ message: RequestBody.Message, in session: Session
  ) throws(Refusal) -> OpenExchange {
    let understanding = Reader(session: session).read(message.text, ids: &ids)
    try refuseIfBusy(understanding.wishes, in: session)
    let run = try accept(understanding, in: session, wantsFragments: message.wantsFragments)
    return grant(understanding.wishes, to: run, in: session)
  }

  /// Charges, plans and starts a run. Refused for lack of credits before any tool runs.
  private mutating func accept(
    _ understanding: Understanding, in session: Session, wantsFragments: Bool
  ) throws(Refusal) -> Int {
    let work = Rehearsal(understanding, of: session)
    let cost = price(of: work, in: session)
    try freeze(cost, of: session.account)
    let start = max(now, session.busyUntil ?? now)
    let ids = ADKIdentifiers(seed: seed, run: lastRun + 1)
    var planner = RunPlanner(
      at: now, writer: FrameWriter(dialect, wantsFragments: wantsFragments, ids: ids))
    planner.wait(until: start)
    let isSilent = isSilent(understanding, work)
    let fails = understanding.wishes.failsRun
    if fails {
      planner.breakOff(
        during: work.stages.first.map { Tool(for: $0.edit) }, after: RunPlanner.failureSeconds)
    } else {
      lay(out: work, understanding, isSilent: isSilent, &planner)
    }
    planner.closeStream(noise: fails ? .off : dialect.tailNoise)
    let run = Run(
      session: session.id, account: session.account, accepted: now, steps: planner.steps,
      frames: planner.frames, finishes: planner.now + (fails ? .zero : RunPlanner.closing),
      frozenCredits: cost, paysForEditing: cost > 0, closes: planner.closes,
      fails: fails ? true : nil)
    return enrol(run, fails ? nil : work)
  }

  /// Holds a run's price, or refuses the message.
  mutating func freeze(_ cost: Int, of account: String) throws(Refusal) {
    guard accounts[account]?.credits.freeze(cost) == true else {
      throw Refusal(
        .insufficientCredits, "This needs \(cost) credits. Register or top up to go on.")
    }
  }

  /// Counts a run and starts it.
  ///
  /// - Parameter work: nil for a run that fails.
  mutating func enrol(_ run: Run, _ work: Rehearsal?) -> Int {
    lastRun += 1
    acceptedRunCount += 1
    runs[lastRun] = run
    for index in run.steps.indices {
      agenda.add(.step(run: lastRun, index: index), at: run.steps[index].at)
    }
    agenda.add(.finish(run: lastRun), at: run.finishes)
    sessions[run.session]?.acceptedRuns += 1
    sessions[run.session]?.busyUntil = run.finishes
    if let work { sessions[run.session]?.plannedDraft = work.draft }
    if work?.isChange == true { sessions[run.session]?.freshUpload = nil }
    note(.runAccepted, session: run.session, "run \(lastRun) costs \(run.frozenCredits)")
    return lastRun
  }

  /// Section 4, as far as it goes: a generation, or a session's first edit. Talk is free, and so
  /// is an edit that changes nothing.
  func price(of work: Rehearsal, in session: Session) -> Int {
    guard work.isChange else { return 0 }
    if dialect.costs == .small { return Credits.smallCost(milliseconds: work.draft?.duration ?? 0) }
    if work.isGeneration { return Credits.generationCost }
    return session.isEditingPaid || isPaidByEarlierStream(session.id) ? 0 : Credits.editingCost
  }

  /// A generation that goes on after its stream has closed covers what is asked for meanwhile: its
  /// client takes it to be over.
  private func isPaidByEarlierStream(_ session: String) -> Bool {
    runs.values.contains { run in
      run.session == session && run.paysForEditing && run.fails != true
        && run.closes.map { $0 <= now } ?? false
    }
  }

  /// About 30 % of edits end without any text (section 7.6). The stream of chance moves on with
  /// every edit, whatever the message asks for.
  private mutating func isSilent(_ understanding: Understanding, _ work: Rehearsal) -> Bool {
    guard work.isChange, !work.isGeneration else { return false }
    let draw = Int.random(in: 0..<100, using: &silence)
    return understanding.wishes.silence ?? plannedSilence ?? (draw < dialect.silentEditPercent)
  }

  // MARK: In time

  private mutating func lay(
    out work: Rehearsal, _ understanding: Understanding, isSilent: Bool,
    _ planner: inout RunPlanner
  ) {
    let language = understanding.language
    if let reply = understanding.reply {
      planner.wait(seconds: Double.random(in: RunPlanner.textSeconds, using: &pacing))
      return planner.say(reply)
    }
    let total = Double.random(in: RunPlanner.editSeconds, using: &pacing)
    planner.wait(seconds: 1)
    for stage in work.stages {
      if case .generated = stage.finding {
        let seconds = Double.random(in: RunPlanner.generationSeconds, using: &pacing)
        planner.work(
          Tool(for: stage.edit), work.isChange ? [stage.edit] : [], seconds: seconds,
          result: stage.result, artifact: stage.edit.generatedFile)
        // Section 8: the raw clip is announced at once, then the server adds tracks by itself.
        if dialect.stages == .two { planner.say(Wording.stageOne(stage.finding, language)) }
        if dialect.stageTwo == .afterClose { planner.closeStream(noise: dialect.tailNoise) }
      } else {
        planner.work(
          Tool(for: stage.edit), work.isChange ? [stage.edit] : [],
          seconds: (total - 2) / Double(work.stages.count), result: stage.result)
      }
    }
    guard !isSilent else { return planner.wait(seconds: 0.5) }
    planner.wait(seconds: 1)
    let findings = work.findingsToTell(dialect.stages).map { Wording.sentence($0, language) }
    let end = work.isChange ? [Wording.ready(language)] : []
    planner.say((findings + understanding.notes + end).joined(separator: language.gap))
  }

  mutating func applyStep(_ index: Int, ofRun id: Int) {
    guard let run = runs[id], run.steps.indices.contains(index) else { return }
    var draft = sessions[run.session]?.draft
    for edit in run.steps[index].edits {
      _ = Editor.apply(edit, to: &draft)
      if case .generate(let asset, _) = edit { sessions[run.session]?.assets.append(asset) }
    }
    guard draft != sessions[run.session]?.draft else { return }
    if faults != nil { sessions[run.session]?.rememberDraft(beforeRun: id, at: now) }
    sessions[run.session]?.draft = draft
    note(.draftChanged, session: run.session, "step \(index + 1) of run \(id)")
  }

  mutating func finish(_ id: Int) {
    guard let run = runs[id] else { return }
    settleCredits(of: run)
    runs[id]?.frozenCredits = 0
    note(.runFinished, session: run.session, run.fails == true ? "run \(id) failed" : "run \(id)")
    forgetRun(id)
  }

  /// A run that fails costs nothing (section 4, assumed).
  private mutating func settleCredits(of run: Run) {
    if run.keepsCreditsFrozen == true {
      stuckCredits = (stuckCredits ?? [:]).merging(
        [run.account: run.frozenCredits], uniquingKeysWith: +)
    } else if run.fails == true {
      accounts[run.account]?.credits.release(run.frozenCredits)
    } else {
      accounts[run.account]?.credits.settle(run.frozenCredits)
    }
    if run.paysForEditing, run.fails != true { sessions[run.session]?.isEditingPaid = true }
  }

  /// What the run has not done yet is left undone, and its credits return.
  mutating func cancel(_ id: Int) {
    guard let run = runs[id], run.finishes > now else { return }
    agenda.removeAll(ofRun: id)
    accounts[run.account]?.credits.release(run.frozenCredits)
    runs[id]?.frozenCredits = 0
    runs[id]?.finishes = now
    let draft = sessions[run.session]?.draft
    sessions[run.session]?.plannedDraft = draft
    if sessions[run.session]?.busyUntil == run.finishes { sessions[run.session]?.busyUntil = now }
    note(.runCancelled, session: run.session, "run \(id)")
  }

  /// An exchange reads the run's frames no longer.
  mutating func stopReading(_ id: Int) {
    runs[id]?.readers -= 1
    forgetRun(id)
  }

  /// A run that is over and that nobody reads is forgotten.
  private mutating func forgetRun(_ id: Int) {
    guard let run = runs[id], run.finishes <= now, run.readers <= 0 else { return }
    runs[id] = nil
  }
}
