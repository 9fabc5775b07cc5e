import NemoTime

/// Keeps a virtual clock still while clients work that it knows nothing of.
///
/// Between ``expect()`` and ``dismiss()`` the clock goes only while somebody waits on it: the backend for the next
/// frame of a stream, or the test itself. Whatever a client outside does in between takes no time.
final class OutsideWork: Sendable {
  private struct State {
    var expected = 0
    var waiting = 0
    var hold: TimeHold?
  }

  private let time: any TimeSource
  private let state = Locked(State())

  init(_ time: any TimeSource) {
    self.time = time
  }

  /// There may be clients outside from now on.
  func expect() { update { $0.expected += 1 } }
  /// Those that came with one ``expect()`` are gone.
  func dismiss() { update { $0.expected -= 1 } }

  func beginWait() { update { $0.waiting += 1 } }
  func endWait() { update { $0.waiting -= 1 } }

  private func update(_ change: (inout State) -> Void) {
    let released: TimeHold? = state.withLock { state in
      change(&state)
      if state.expected > 0, state.waiting == 0 {
        if state.hold == nil { state.hold = time.hold("a client outside of virtual time") }
        return nil
      }
      defer { state.hold = nil }
      return state.hold
    }
    released?.release()
  }
}
