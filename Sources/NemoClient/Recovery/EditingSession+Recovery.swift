import NemoTime

extension EditingSession {
  /// Reads state until it shows what became of the turn. Contract section 16.1.
  func recover(
    from loss: TurnMachine.Loss, _ before: SessionState, _ telling: Telling
  ) async throws -> TurnOutcome {
    let (end, after) = try await watch(before, telling)
    if end == .succeed, let after { return success(before, after, telling) }
    return .failed(await error(for: loss, unchanged: end == .failUnchanged))
  }

  /// Reads state until the machine knows enough.
  ///
  /// - Returns: its last action, and the last state that was read.
  func watch(
    _ before: SessionState, _ telling: Telling
  ) async throws -> (RecoveryMachine.Action, SessionState?) {
    var machine = RecoveryMachine(policy: api.policy)
    var action = machine.receive(.lost, at: api.time.now)
    var after: SessionState?
    var lastWord = api.time.now
    while case .read(let instant) = action {
      try await api.time.sleep(until: instant, "state after a lost stream")
      let event: RecoveryMachine.Event
      (event, after) = try await look(before)
      let now = api.time.now
      action = machine.receive(event, at: now)
      if case .read = action, lastWord.duration(to: now) >= api.policy.noticeInterval {
        telling.onEvent(.stillWorking)
        lastWord = now
      }
    }
    return (action, after)
  }

  private func look(
    _ before: SessionState
  ) async throws -> (RecoveryMachine.Event, SessionState?) {
    do {
      let after = try await state(since: before)
      return (.read(changed: !TimelineDiff(before: before, after: after).isEmpty), after)
    } catch let error as NemoError where !error.isFinal {
      return (.readFailed, nil)
    }
  }

  private func error(for loss: TurnMachine.Loss, unchanged: Bool) async -> NemoError {
    var error =
      switch loss {
      case .disconnected(let failure): await api.error(failure, .edit)
      case .unavailable(let refusal): await api.error(refusal, .edit)
      case .overdue: NemoError(.timedOut, during: .edit)
      case .cutOff: NemoError(.disconnected, during: .edit)
      }
    error.wasSent = true
    if unchanged { error.context.unchanged = api.policy.recoveryTime }
    return error
  }
}
