import NemoTime

/// What messages ask of the simulator itself, done to its state.
extension World {
  /// The first message that asks for it begins a pause of refusals; the first after it is let in.
  mutating func refuseIfBusy(_ wishes: Wishes, in session: Session) throws(Refusal) {
    guard wishes.isRefusedAsBusy else { return }
    let end = session.busyWishUntil ?? now + .seconds(MagicValues.busySeconds)
    guard now < end else {
      sessions[session.id]?.busyWishUntil = nil
      return
    }
    sessions[session.id]?.busyWishUntil = end
    let seconds = Int(((end - now).wholeMilliseconds + 999) / 1_000)
    throw Refusal(
      .rateLimited, "This was asked for with \"\(MagicValues.busy)\".",
      retryAfterSeconds: max(1, seconds))
  }

  /// The message is accepted: the rest of what it asks for happens.
  ///
  /// - Returns: the stream of its run.
  mutating func grant(_ wishes: Wishes, to run: Int, in session: Session) -> OpenExchange {
    if wishes.expiresToken { accounts.expireTokens(of: session.account, at: now) }
    if !wishes.renders.isEmpty {
      sessions[session.id]?.wishedRenders = (session.wishedRenders ?? []) + wishes.renders
    }
    var stream = OpenExchange(stage: .streaming(run: run, next: 0))
    if wishes.cutsStream { stream.script = runs[run].map(cutStream) }
    return stream
  }

  /// The stream breaks off inside its second frame, or its only one; the work goes on.
  private func cutStream(of run: Run) -> StreamScript {
    var script = StreamScript(of: run)
    script.cutInside(after: min(1, max(0, script.frames.count - 1)), .short)
    return script
  }

  /// What is to become of the session's render that is submitted now.
  mutating func takeRenderWish(in session: String) -> Wishes.RenderWish? {
    guard var wishes = sessions[session]?.wishedRenders, !wishes.isEmpty else { return nil }
    let wish = wishes.removeFirst()
    sessions[session]?.wishedRenders = wishes.isEmpty ? nil : wishes
    return wish
  }

  /// A render whose failure was asked for has come to its time.
  mutating func failWished(_ id: String) {
    guard let job = renders[id], job.artefact == nil, job.isCancelled != true else { return }
    let reason = "This was asked for with \"\(MagicValues.failedRender)\"."
    renders[id]?.artefact = .init(facts: .failed(reason: reason), at: now)
    note(.renderEnded, session: job.session, "\(id) failed")
  }
}
