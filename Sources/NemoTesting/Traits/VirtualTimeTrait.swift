public import NemoTime
public import Testing

/// Runs a test on a clock that jumps: ``TestClock/current``.
///
/// `.cassette` and `.simulator` have it in them. The test must not be on the main actor.
public struct VirtualTimeTrait: TestTrait, SuiteTrait, TestScoping {
  let origin: WallTime

  /// A suite's trait is each test's own.
  public var isRecursive: Bool { true }

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    // One test has one clock.
    guard TestClock.local == nil else { return try await function() }
    try await escaping(function) { function in
      try await withVirtualTime(startingAt: origin) { _ in try await function() }
    }
  }
}

extension Trait where Self == VirtualTimeTrait {
  /// A clock that jumps, whose calendar starts at 2026-01-01T00:00:00Z.
  public static var virtualTime: Self { .virtualTime(startingAt: VirtualTime.defaultOrigin) }

  /// A clock that jumps, whose calendar starts at `origin`.
  public static func virtualTime(startingAt origin: WallTime) -> Self {
    VirtualTimeTrait(origin: origin)
  }
}
