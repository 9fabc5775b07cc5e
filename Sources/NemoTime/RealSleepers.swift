/// Those who wait on the clock of this machine. One thread wakes them all.
///
/// `Task.sleep` costs a kilobyte for each of them, and there may be thousands of streams.
final class RealSleepers: Sendable {
  static let shared = RealSleepers()

  private struct State {
    var timers = TimerQueue()
    var hasThread = false
  }

  /// The longest wait of the thread. While a machine is suspended the clock of a wait stands still:
  /// after that, sleepers are so much late at the most.
  private static let longestWait = Duration.seconds(5)

  private let state = Locked(State())

  /// - Throws: `CancellationError` when the task is cancelled.
  func sleep(until deadline: Instant, _ reason: String) async throws {
    let id = state.withLock { $0.timers.makeID() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let timer = TimerQueue.Timer(
          id: id, deadline: deadline, reason: reason, continuation: continuation)
        if !insert(timer) { continuation.resume(throwing: CancellationError()) }
      }
    } onCancel: {
      state.withLock { $0.timers.remove(id) }?.resume(throwing: CancellationError())
    }
  }

  /// False for a task that is cancelled already, whose handler may have been called.
  private func insert(_ timer: TimerQueue.Timer) -> Bool {
    let (isInserted, needsThread) = state.withLockAndSignal { state in
      guard !Task.isCancelled else { return (false, false) }
      state.timers.insert(timer)
      defer { state.hasThread = true }
      return (true, !state.hasThread)
    }
    if needsThread { SystemThread.start { self.wake() } }
    return isInserted
  }

  private func wake() {
    while true {
      let due = state.waiting { state -> LockedWait<TimerQueue.Timer?> in
        guard let earliest = state.timers.earliestDeadline else { return .forSignal }
        let wait = RealTime().now.duration(to: earliest)
        guard wait <= .zero else { return .for(min(wait, Self.longestWait)) }
        return .found(state.timers.removeEarliest())
      }
      due?.continuation.resume()
    }
  }
}
