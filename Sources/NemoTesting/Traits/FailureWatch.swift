import NemoTime
import Testing

/// Sees whether a test has failed: by an error, or by an expectation.
///
/// Swift Testing shows a scope the errors that its test throws, and nothing of its expectations.
/// A handler of issues inside of the scope sees those.
struct FailureWatch: Sendable {
  /// The test has failed, and its failure has been told.
  struct Failed: Error {}

  private let hasIssues = Locked(false)
  private let seed = Locked<UInt64?>(nil)

  func note(seed: UInt64?) { self.seed.withLock { $0 = seed } }

  /// - Throws: what `function` throws; ``Failed`` when one of its expectations has failed.
  func run(
    _ function: @escaping @Sendable () async throws -> Void, of test: Test,
    _ testCase: Test.Case?
  ) async throws {
    let handler = IssueHandlingTrait.compactMapIssues { issue in
      if issue.isFailure { hasIssues.withLock { $0 = true } }
      return issue
    }
    try await handler.provideScope(for: test, testCase: testCase, performing: function)
    if hasIssues.withLock({ $0 }) { throw Failed() }
  }

  /// Tells what one needs to see a failure again.
  func explain() {
    guard let seed = seed.withLock({ $0 }) else { return }
    Issue.record(
      "The simulated world of this test had the seed \(seed): .simulator(seed: \(seed)).",
      severity: .warning)
  }
}
