import NemoTime

/// The gates of the sessions that this process has used.
final class TurnGates: Sendable {
  private let gates = Locked<[String: Gate]>([:])

  func gate(forSession id: String) -> Gate {
    gates.withLock { gates in
      let gate = gates[id] ?? Gate()
      gates[id] = gate
      return gate
    }
  }

  /// Lets a session share the gate of the one whose place it takes.
  func share(_ gate: Gate, withSession id: String) {
    gates.withLock { $0[id] = gate }
  }
}

/// Lets one caller in at a time, in the order in which they come.
///
/// The queue needs no limit of its own: each place in it is a task of the caller that waits.
final class Gate: Sendable {
  private struct State {
    var isTaken = false
    var lastTicket: UInt64 = 0
    var waiting: [(ticket: UInt64, continuation: CheckedContinuation<Void, any Error>)] = []
  }

  private let state = Locked(State())

  /// Returns when it is the caller's turn; then ``leave()`` must follow.
  /// - Throws: `CancellationError`; the caller has then not entered.
  func enter() async throws {
    let ticket = state.withLock { state in
      state.lastTicket += 1
      return state.lastTicket
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wait(ticket, $0) }
    } onCancel: {
      abandon(ticket)
    }
  }

  /// Lets the next one in.
  func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
      guard !state.waiting.isEmpty else {
        state.isTaken = false
        return nil
      }
      return state.waiting.removeFirst().continuation
    }
    next?.resume()
  }

  private enum Entry { case free, queued, cancelled }

  private func wait(_ ticket: UInt64, _ continuation: CheckedContinuation<Void, any Error>) {
    let entry: Entry = state.withLock { state in
      // Cancelled before it could queue: `abandon` has found nothing to remove.
      if Task.isCancelled { return .cancelled }
      guard state.isTaken else {
        state.isTaken = true
        return .free
      }
      state.waiting.append((ticket, continuation))
      return .queued
    }
    switch entry {
    case .free: continuation.resume()
    case .queued: break
    case .cancelled: continuation.resume(throwing: CancellationError())
    }
  }

  private func abandon(_ ticket: UInt64) {
    let continuation = state.withLock { state -> CheckedContinuation<Void, any Error>? in
      guard let index = state.waiting.firstIndex(where: { $0.ticket == ticket }) else { return nil }
      return state.waiting.remove(at: index).continuation
    }
    continuation?.resume(throwing: CancellationError())
  }
}
