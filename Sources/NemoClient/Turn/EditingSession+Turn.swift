import NemoHTTP
import NemoTime

extension EditingSession {
  /// Sends an instruction to the agent and follows it to its one outcome.
  ///
  /// One turn is in flight per session; others wait in the order in which they came. **Not safe to
  /// repeat**: an instruction that reached the backend runs and costs credits. Where that is
  /// unknown, the outcome is found out by reading state, which takes up to about five minutes.
  ///
  /// Cancelling the task ends the listening, not the work of the backend; the outcome is then
  /// ``TurnOutcome/failed(_:)`` with ``NemoError/Code/cancelled``, which says in
  /// ``NemoError/wasSent`` whether the backend may have the instruction.
  ///
  /// - Parameter onEvent: called in order while the turn lasts.
  public func send(
    _ instruction: String, onEvent: @escaping @Sendable (TurnEvent) -> Void = { _ in }
  ) async -> TurnOutcome {
    let telling = Telling(language: Language(of: instruction), onEvent: onEvent)
    do {
      try await turns.enter()
      defer { turns.leave() }
      return try await turn(instruction, telling)
    } catch let error as NemoError where error.code == .sessionLost {
      return .failed(error)
    } catch is CancellationError {
      return .failed(NemoError(.cancelled, during: .edit, wasSent: telling.wasSent))
    } catch {
      return .failed(await api.error(error, .edit))
    }
  }

  private func turn(_ instruction: String, _ telling: Telling) async throws -> TurnOutcome {
    let id = stored.id
    noteUse()
    do {
      // The baseline must be read before anything is sent (contract section 16.1).
      let before = try await baseline(telling)
      return try await remembering(before, telling) {
        let ending = try await follow(instruction, telling)
        return try await concluded(ending, before, telling)
      }
    } catch let error as NemoError where error.code == .sessionLost {
      let error = try await replacingSession(id, after: error)
      if error.context.isSessionReplaced { telling.onEvent(.sessionReplaced) }
      throw error
    }
  }

  /// Keeps where a turn began that is cancelled while it may run, for ``settle(onEvent:)``.
  private func remembering(
    _ before: SessionState, _ telling: Telling, _ body: () async throws -> TurnOutcome
  ) async throws -> TurnOutcome {
    unsettled = nil
    do {
      return try await body()
    } catch let error as CancellationError {
      if telling.wasSent { unsettled = before }
      throw error
    }
  }

  private func baseline(_ telling: Telling) async throws -> SessionState {
    do {
      return try await state(onPause: { telling.onEvent(.rateLimited($0)) })
    } catch let error as NemoError {
      throw error.ofEdit(wasSent: false)
    }
  }

  private func follow(
    _ instruction: String, _ telling: Telling
  ) async throws -> TurnMachine.Ending {
    let wire = WireRequest.message(instruction, sessionID: stored.id)
    let call = APIClient.Call(
      operation: .edit, repeats: .whenNothingWasSent,
      onPause: { telling.onEvent(.rateLimited($0)) })
    let stream = TurnStream(
      transport: api.configuration.transport, time: api.time, policy: api.policy,
      perform: { telling.perform($0) })
    return try await markingWhatWasSent(telling) {
      try await api.perform(wire, call) { request in
        telling.isSending()
        let ending = try await stream.run(request)
        switch ending {
        case .refused(let refusal):
          // Nothing ran, so that it may be asked for again.
          telling.isNotSent()
          throw refusal
        case .unsent(let failure):
          telling.isNotSent()
          throw failure
        default:
          return ending
        }
      }
    }
  }

  /// What the backend refused has arrived, but it did not run: to send it again is no danger.
  private func markingWhatWasSent<Result: Sendable>(
    _ telling: Telling, _ body: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await body()
    } catch let error as NemoError {
      throw error.ofEdit(wasSent: telling.wasSent)
    }
  }

  // MARK: Ends

  /// The instruction is out. Whatever fails from here on is the edit's error, not that of looking
  /// at what became of it.
  private func concluded(
    _ ending: TurnMachine.Ending, _ before: SessionState, _ telling: Telling
  ) async throws -> TurnOutcome {
    do {
      return try await conclude(ending, before, telling)
    } catch let error as NemoError {
      throw error.ofEdit(wasSent: true)
    }
  }

  private func conclude(
    _ ending: TurnMachine.Ending, _ before: SessionState, _ telling: Telling
  ) async throws -> TurnOutcome {
    switch ending {
    case .told(let rest):
      if let rest { telling.perform(.say(rest)) }
      return try await concludeTold(before, telling)
    case .silent:
      return try await concludeSilent(before)
    case .broke(let refusal):
      return try await concludeBroken(refusal, before, telling)
    case .lost(let loss):
      telling.onEvent(.recovering)
      return try await recover(from: loss, before, telling)
    case .refused(let refusal):
      throw refusal
    case .unsent(let failure):
      throw failure
    }
  }

  private func concludeTold(
    _ before: SessionState, _ telling: Telling
  ) async throws -> TurnOutcome {
    guard !telling.text.isEmpty else { return try await concludeSilent(before) }
    // The answer stands, whether or not state can be read.
    guard let after = try? await state(since: before) else {
      return .text(telling.text, changes: TimelineDiff(before: nil, after: nil), timeline: nil)
    }
    return success(before, after, telling)
  }

  /// Contract section 7.6: success until proved otherwise. State may lag behind a little.
  private func concludeSilent(_ before: SessionState) async throws -> TurnOutcome {
    var lastError: NemoError?
    for read in 0..<api.policy.silentReads {
      if read > 0 {
        try await api.time.sleep(for: api.policy.silentPause, "state after a silent turn")
      }
      do {
        let after = try await state(since: before)
        lastError = nil
        let changes = TimelineDiff(before: before, after: after)
        if !changes.isEmpty { return .changed(changes, timeline: after.summary) }
      } catch let error as NemoError where !error.isFinal {
        lastError = error
      }
    }
    guard let error = lastError else { return .nothingChanged }
    return .failed(error.ofEdit(wasSent: true))
  }

  /// The run is over, so one look shows what it did.
  private func concludeBroken(
    _ refusal: BackendRefusal?, _ before: SessionState, _ telling: Telling
  ) async throws -> TurnOutcome {
    let error = await error(ofBroken: refusal)
    // The agent has lost the session, even where its state can be read.
    if error.code == .sessionLost { throw error }
    let after = try await state(since: before)
    guard !TimelineDiff(before: before, after: after).isEmpty else { return .failed(error) }
    // What was asked for is there, so that trouble afterwards is noise (section 7.6); but for a
    // reason that stops the next edit as well.
    if error.code == .outOfCredits { telling.tell(error.sentence(in: telling.language)) }
    return success(before, after, telling)
  }

  private func error(ofBroken refusal: BackendRefusal?) async -> NemoError {
    guard let refusal else { return NemoError(.editFailed, during: .edit, wasSent: true) }
    var error = await api.error(refusal, .edit)
    if [.refused, .unexpectedAnswer].contains(error.code) { error.code = .editFailed }
    error.wasSent = true
    return error
  }

  /// State after a turn. One without any timeline, where there was one before, is an answer with
  /// something missing, and nothing to conclude from.
  func state(since before: SessionState) async throws -> SessionState {
    let after = try await state()
    guard before.draft == nil || after.draft != nil else {
      throw NemoError(
        .unexpectedAnswer, during: .readState, cause: .other("the timeline is missing in state"),
        wasSent: true)
    }
    return after
  }

  func success(
    _ before: SessionState, _ after: SessionState, _ telling: Telling
  ) -> TurnOutcome {
    let changes = TimelineDiff(before: before, after: after)
    if telling.text.isEmpty { return .changed(changes, timeline: after.summary) }
    return .text(telling.text, changes: changes, timeline: after.summary)
  }
}

extension SessionState {
  var summary: TimelineSummary? { draft.map(TimelineSummary.init) }
}

extension NemoError {
  /// The same as an error of an edit, whatever of it has failed: but for a sign-in that was refused,
  /// which has a remedy of its own as long as nothing was sent.
  fileprivate func ofEdit(wasSent: Bool) -> NemoError {
    var error = self
    if wasSent || operation != .signIn { error.operation = .edit }
    error.wasSent = wasSent
    return error
  }

  /// Whether asking again can't help.
  var isFinal: Bool {
    [.sessionLost, .tokenRejected, .notSignedIn, .insecure].contains(code)
  }
}
