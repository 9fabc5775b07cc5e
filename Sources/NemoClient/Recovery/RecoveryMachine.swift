package import NemoTime

/// Finds out by reading state what became of a turn whose stream was lost. Contract section 16.1.
///
/// It only ever asks to wait or to read: there is no action that sends the prompt again.
package struct RecoveryMachine: Sendable {
  package enum Event: Sendable, Hashable {
    /// The stream was lost.
    case lost
    /// State was read; `changed` against the state before the turn.
    case read(changed: Bool)
    /// State could not be read.
    case readFailed
  }

  package enum Action: Sendable, Hashable {
    /// Wait until then, read state and say what it shows.
    case read(at: Instant)
    /// The work arrived.
    case succeed
    /// The timeline stayed as it was.
    case failUnchanged
    /// State could not be read often enough to know.
    case failUnknown
  }

  private let policy: ClientPolicy
  private var unchangedReads = 0
  private var failedReads = 0

  package init(policy: ClientPolicy = .vendor) {
    self.policy = policy
  }

  package mutating func receive(_ event: Event, at now: Instant) -> Action {
    switch event {
    case .lost:
      return .read(at: now.advanced(by: policy.firstRecoveryPause))
    case .read(changed: true):
      return .succeed
    case .read(changed: false):
      unchangedReads += 1
      return unchangedReads < policy.recoveryReads ? next(now) : .failUnchanged
    case .readFailed:
      failedReads += 1
      return failedReads < policy.failedRecoveryReads ? next(now) : .failUnknown
    }
  }

  private func next(_ now: Instant) -> Action {
    .read(at: now.advanced(by: policy.recoveryPause))
  }
}
