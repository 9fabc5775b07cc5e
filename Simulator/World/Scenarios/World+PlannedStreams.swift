import NemoTime

extension World {
  /// Accepts a message whose run the scenario plans. Refused for lack of credits like any other.
  mutating func accept(
    _ stream: PlannedStream, _ message: RequestBody.Message, in session: Session
  ) throws(Refusal) -> OpenExchange {
    var text = message.text
    let wishes = Wishes(takenFrom: &text)
    try refuseIfBusy(wishes, in: session)
    let (edits, work) = rehearse(stream, in: session)
    let cost = price(of: stream, work, in: session)
    try freeze(cost, of: session.account)
    let ids = ADKIdentifiers(seed: seed, run: lastRun + 1)
    var layout = StreamLayout(
      stream, startingAt: now,
      writer: FrameWriter(dialect, wantsFragments: message.wantsFragments, ids: ids))
    layout.lay(out: stream, edits: edits)
    let run = enrol(layout.run(of: session, at: now, cost: cost), work)
    return grant(wishes, to: run, in: session)
  }

  /// What the agent makes of each instruction of the stream, one after the other, up to a failure.
  private mutating func rehearse(
    _ stream: PlannedStream, in session: Session
  ) -> (edits: [[Edit]], Rehearsal) {
    var rehearsed = session
    var all = Understanding(language: Language(of: ""))
    var steps: [[Edit]] = []
    for instruction in stream.instructions {
      let understanding = Reader(session: rehearsed).read(instruction, ids: &ids)
      if understanding.edits.isEmpty {
        note(.scenario, session: session.id, "an edit of a planned stream changes nothing")
      } else {
        rehearsed.freshUpload = nil
      }
      for edit in understanding.edits {
        _ = Editor.apply(edit, to: &rehearsed.plannedDraft)
        if case .generate(let asset, _) = edit { rehearsed.assets.append(asset) }
      }
      all.edits += understanding.edits
      all.isGeneration = all.isGeneration || understanding.isGeneration
      steps.append(understanding.edits)
    }
    return (steps, Rehearsal(all, of: session))
  }

  private func price(of stream: PlannedStream, _ work: Rehearsal, in session: Session) -> Int {
    switch stream.price {
    case .usual: price(of: work, in: session)
    case .credits(let credits): credits
    }
  }
}

extension PlannedStream {
  /// Those that are carried out.
  fileprivate var instructions: [String] {
    let work = events.prefix { event in
      if case .failure = event.action { false } else { true }
    }
    return work.compactMap { event in
      if case .edit(let instruction) = event.action { instruction } else { nil }
    }
  }
}

extension StreamLayout {
  fileprivate func run(of session: Session, at now: WallTime, cost: Int) -> Run {
    Run(
      session: session.id, account: session.account, accepted: now, steps: steps, frames: frames,
      finishes: self.now, frozenCredits: cost, paysForEditing: cost > 0, closes: end?.at,
      ends: end?.end, fails: fails ? true : nil)
  }
}
