public import NemoTime

/// The clock of a test: virtual, unless a backend is recorded over the network.
///
/// ```swift
/// @Test(.virtualTime) func `an hour passes at once`() async throws {
///   let clock = try TestClock.current
///   try await clock.sleep(for: .seconds(3_600))
/// }
/// ```
///
/// Sleep on it from the test's own tasks: a `Task.detached` leaves virtual time.
public final class TestClock: TimeSource {
  @TaskLocal static var local: TestClock?

  /// The clock of the innermost scope that has one.
  ///
  /// - Throws: ``TestBackendError`` with ``TestBackendError/Code/noClock``.
  public static var current: TestClock {
    get throws(TestBackendError) {
      if let local { return local }
      throw TestBackendError(
        .noClock,
        "There is no clock of a test here. Add the trait .virtualTime to the test, as in "
          + "@Test(.virtualTime), or call withVirtualTime.")
    }
  }

  private let base: any TimeSource
  private let wallOffset: Duration
  let outside: OutsideWork

  init(_ base: any TimeSource) {
    self.base = base
    wallOffset = .zero
    outside = OutsideWork(base)
  }

  /// The same clock, whose calendar reads `wall` now.
  init(_ clock: TestClock, startingAt wall: WallTime) {
    base = clock.base
    wallOffset = wall - clock.base.wall
    outside = clock.outside
  }

  public var now: Instant { base.now }

  public var wall: WallTime { base.wall + wallOffset }

  public var executor: (any TaskExecutor)? { base.executor }

  public func sleep(until deadline: Instant, _ reason: String) async throws {
    outside.beginWait()
    defer { outside.endWait() }
    try await base.sleep(until: deadline, reason)
  }

  public func hold(_ name: String) -> TimeHold { base.hold(name) }
}
