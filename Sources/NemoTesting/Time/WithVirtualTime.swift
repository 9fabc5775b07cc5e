public import NemoTime

/// Runs `body` on a clock that jumps; the function behind the trait `.virtualTime`.
///
/// In a scope that has a virtual clock already, `body` gets that one: one test has one clock.
///
/// - Parameter origin: the calendar time at which `body` starts.
/// - Throws: what `body` throws; ``TestBackendError`` with ``TestBackendError/Code/stalled``.
public func withVirtualTime<Result: Sendable>(
  startingAt origin: WallTime = VirtualTime.defaultOrigin,
  _ body: @escaping @Sendable (TestClock) async throws -> Result
) async throws -> Result {
  if let outer = TestClock.local, outer.executor != nil {
    return try await run(on: TestClock(outer, startingAt: origin), body)
  }
  do {
    return try await VirtualTime.run(startingAt: origin) { time in
      try await run(on: TestClock(time), body)
    }
  } catch let stall as VirtualTimeStall {
    throw TestBackendError(.stalled, sentence(of: stall))
  }
}

func run<Result: Sendable>(
  on clock: TestClock, _ body: @Sendable (TestClock) async throws -> Result
) async throws -> Result {
  try await TestClock.$local.withValue(clock) { try await body(clock) }
}

private func sentence(of stall: VirtualTimeStall) -> String {
  """
  \(stall)
  A test on the main actor, and one that waits for a detached task or for another HTTP client \
  without TestBackend.url(), cannot be in virtual time.
  """
}
