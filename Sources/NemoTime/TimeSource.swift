/// Where a component gets its time from: the real clock, a faster one, or a virtual one.
///
/// Everything that waits in this package waits on a `TimeSource`, so that a whole session of
/// client and backend can run in virtual time.
public protocol TimeSource: Sendable {
  /// The current instant of the monotonic clock.
  var now: Instant { get }

  /// The current calendar time. It advances with ``now``.
  var wall: WallTime { get }

  /// The executor that code must stay on for this time to be deterministic; nil for real time.
  var executor: (any TaskExecutor)? { get }

  /// Waits until the clock reads `deadline`; returns at once when it already does.
  ///
  /// - Parameter reason: what is waited for, shown when a virtual run stalls.
  /// - Throws: `CancellationError` when the task is cancelled.
  func sleep(until deadline: Instant, _ reason: String) async throws

  /// Keeps the clock from jumping while work goes on outside of it (a process, a socket, a file).
  ///
  /// Real time ignores holds. A hold ends when it is released or deallocated.
  func hold(_ name: String) -> TimeHold
}

extension TimeSource {
  /// Waits for `duration`. Throws `CancellationError` when the task is cancelled.
  public func sleep(for duration: Duration, _ reason: String = #function) async throws {
    try await sleep(until: now.advanced(by: duration), reason)
  }

  /// Runs `work` under a hold of that name.
  public func withHold<Result>(
    _ name: String, _ work: () async throws -> Result
  ) async rethrows -> Result {
    let hold = hold(name)
    defer { hold.release() }
    return try await work()
  }
}

/// A reason why a clock must not jump. Ends when released, at the latest when deallocated.
public final class TimeHold: Sendable {
  private let onRelease: Locked<(@Sendable () -> Void)?>

  public init(onRelease: @escaping @Sendable () -> Void) {
    self.onRelease = Locked(onRelease)
  }

  /// A hold on a clock that never jumps.
  package init() {
    self.onRelease = Locked(nil)
  }

  /// Ends the hold. Safe to call more than once, from any thread.
  public func release() {
    let action = onRelease.withLock { action in
      defer { action = nil }
      return action
    }
    action?()
  }

  deinit { release() }
}
