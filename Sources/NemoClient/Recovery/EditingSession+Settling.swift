package import NemoTime

extension EditingSession {
  /// Finds out what became of a turn whose task was cancelled while the backend may have had it:
  /// reads state until it shows, as after a lost stream. Takes up to about five minutes, and waits
  /// for the turns before it. Sends nothing to the agent; safe to repeat.
  ///
  /// - Parameter onEvent: called in order while it lasts.
  /// - Returns: nil when there is nothing to find out. ``TurnOutcome/changed(_:timeline:)`` when the
  ///   edit arrived; ``TurnOutcome/failed(_:)`` with ``NemoError/Code/cancelled`` when the timeline
  ///   stayed as it was for ``NemoError/Context/unchanged``, or, without that, when nobody could
  ///   look, or when this call was cancelled itself: only then it is still to be found out.
  public func settle(
    onEvent: @escaping @Sendable (TurnEvent) -> Void = { _ in }
  ) async -> TurnOutcome? {
    // Nothing is told in words here.
    let telling = Telling(language: .english, onEvent: onEvent)
    do {
      try await turns.enter()
      defer { turns.leave() }
      guard let before = unsettled else { return nil }
      let outcome = try await settled(since: before, telling)
      unsettled = nil
      return outcome
    } catch is CancellationError {
      return .failed(NemoError(.cancelled, during: .edit, wasSent: true))
    } catch {
      unsettled = nil
      return .failed(await api.error(error, .edit))
    }
  }

  private func settled(
    since before: SessionState, _ telling: Telling
  ) async throws -> TurnOutcome {
    let (end, after) = try await watch(before, telling)
    if end == .succeed, let after { return success(before, after, telling) }
    var error = NemoError(.cancelled, during: .edit, wasSent: true)
    if end == .failUnchanged { error.context.unchanged = api.policy.recoveryTime }
    return .failed(error)
  }

  /// The clock of this session's pauses.
  package nonisolated var time: any TimeSource { api.time }
}
