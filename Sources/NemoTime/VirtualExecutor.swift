/// The one thread of a virtual run: a queue of jobs, a heap of timers and a count of holds.
///
/// The thread keeps the executor alive until ``close()``.
final class VirtualExecutor: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var nextJob = 0
    var now = Instant.zero
    var timers = TimerQueue()
    var holds: [String: Int] = [:]
    var openHolds = 0
    var isStarted = false
    var isFinished = false
    var isClosed = false
    /// The thread has ended.
    var isGone = false
    var stall: VirtualTimeStall?
    var cancelRoot: (@Sendable () -> Void)?
    var giveUp: (@Sendable (VirtualTimeStall) -> Void)?
    var trace = Trace()
  }

  /// What the thread does next.
  private enum Step {
    case run(UnownedJob)
    case wake(CheckedContinuation<Void, any Error>)
    case cancel(@Sendable () -> Void)
    case giveUp(VirtualTimeStall, @Sendable (VirtualTimeStall) -> Void)
    case end
  }

  private let state = Locked(State())

  var now: Instant { state.withLock { $0.now } }

  // MARK: A run

  /// Starts the thread. The root is cancelled when the run stalls.
  func start(root: Task<some Sendable, any Error>) {
    state.withLock { $0.cancelRoot = { root.cancel() } }
    SystemThread.start { self.main() }
  }

  /// What the root returns or throws; or the stall, when it cannot end.
  func outcome<Result: Sendable>(of root: Task<Result, any Error>) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
      let once = Locked<CheckedContinuation<Result, any Error>?>(continuation)
      state.withLockAndSignal { state in
        state.giveUp = { stall in once.take()?.resume(throwing: stall) }
        state.isStarted = true
      }
      Task {
        let result = await root.result
        let stall = self.state.withLock { $0.stall }
        once.take()?.resume(with: stall.map { .failure($0) } ?? result)
      }
    }
  }

  /// The root has ended: what still sleeps is cancelled.
  func finish() {
    let sleepers = state.withLockAndSignal { state in
      state.isFinished = true
      return state.timers.removeAll()
    }
    for sleeper in sleepers { sleeper.resume(throwing: CancellationError()) }
  }

  /// Lets the thread end once its queue is empty. Who comes later, from another executor, gets a
  /// thread again: a task that was given up still ends.
  func close() {
    state.withLockAndSignal { $0.isClosed = true }
  }

  // MARK: Jobs

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isGone = state.withLockAndSignal { state in
      state.jobs.append(job)
      defer { state.isGone = false }
      return state.isGone
    }
    if isGone { SystemThread.start { self.main() } }
  }

  private func main() {
    while true {
      switch state.waiting({ nextStep(&$0) }) {
      case .run(let job): job.runSynchronously(on: asUnownedTaskExecutor())
      case .wake(let sleeper): sleeper.resume()
      case .cancel(let cancel): cancel()
      case .giveUp(let stall, let giveUp): giveUp(stall)
      case .end: return
      }
    }
  }

  /// Jobs first; then, if nothing is held, the next timer; then the end, or a stall.
  private func nextStep(_ state: inout State) -> Step? {
    if let job = dequeue(&state) { return .run(job) }
    if state.isClosed {
      state.isGone = true
      return .end
    }
    guard state.isStarted, !state.isFinished, state.openHolds == 0 else { return nil }
    if let timer = state.timers.removeEarliest() {
      state.now = max(state.now, timer.deadline)
      state.trace.append("\(timer.deadline.sinceOrigin): woke \(timer.reason)")
      return .wake(timer.continuation)
    }
    return stalled(&state)
  }

  /// First the root is cancelled, which most waits obey; if it still waits, the run is given up.
  private func stalled(_ state: inout State) -> Step? {
    if let cancel = state.cancelRoot {
      state.cancelRoot = nil
      state.stall = VirtualTimeStall(at: state.now, trace: state.trace.entries)
      return .cancel(cancel)
    }
    guard let giveUp = state.giveUp, let stall = state.stall else { return nil }
    state.giveUp = nil
    state.isFinished = true
    return .giveUp(stall, giveUp)
  }

  private func dequeue(_ state: inout State) -> UnownedJob? {
    guard state.nextJob < state.jobs.count else { return nil }
    defer {
      state.nextJob += 1
      if state.nextJob == state.jobs.count {
        state.jobs.removeAll(keepingCapacity: true)
        state.nextJob = 0
      }
    }
    return state.jobs[state.nextJob]
  }

  // MARK: Timers and holds

  func sleep(until deadline: Instant, _ reason: String) async throws {
    let id = state.withLock { $0.timers.makeID() }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let refused = state.withLockAndSignal { state in
          if state.isFinished || Task.isCancelled { return true }
          state.timers.insert(
            .init(id: id, deadline: deadline, reason: reason, continuation: continuation))
          return false
        }
        if refused { continuation.resume(throwing: CancellationError()) }
      }
    } onCancel: {
      let sleeper = state.withLockAndSignal { $0.timers.remove(id) }
      sleeper?.resume(throwing: CancellationError())
    }
  }

  func hold(_ name: String) -> TimeHold {
    state.withLock { state in
      state.openHolds += 1
      state.holds[name, default: 0] += 1
      state.trace.append("\(state.now.sinceOrigin): held by \(name)")
    }
    return TimeHold { [self] in
      state.withLockAndSignal { state in
        state.openHolds -= 1
        state.holds[name, default: 1] -= 1
        state.trace.append("\(state.now.sinceOrigin): released by \(name)")
      }
    }
  }
}

/// The last things that happened, for the message of a stall.
private struct Trace {
  private static let limit = 32
  private(set) var entries: [String] = []

  mutating func append(_ entry: String) {
    if entries.count == Self.limit { entries.removeFirst() }
    entries.append(entry)
  }
}

extension Locked {
  /// Takes an optional value out, leaving nil: whoever comes second gets nothing.
  fileprivate func take<Wrapped>() -> Wrapped? where Value == Wrapped? {
    withLock { value in
      defer { value = nil }
      return value
    }
  }
}
