public import Testing

extension BackendTrait: TestTrait, SuiteTrait, TestScoping {
  /// A suite's trait is each test's own.
  public var isRecursive: Bool { true }

  public func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    guard isInnermost(of: test) else { return try await function() }
    let name = "\(test.sourceLocation.fileID)/\(test.name)"
    let watch = FailureWatch()
    do {
      try await escaping(function) { function in
        try await BackendRun(self, testName: name, isOneOfMany: true).run { backend in
          watch.note(seed: backend.seed)
          try await watch.run(function, of: test, testCase)
        }
      }
    } catch is FailureWatch.Failed {
      watch.explain()
    } catch {
      watch.explain()
      throw error
    }
  }

  /// Of a suite's trait and its test's own, only the nearer one counts.
  private func isInnermost(of test: Test) -> Bool {
    test.traits.compactMap { $0 as? BackendTrait }.last.map(isSame) ?? true
  }

  private func isSame(as other: BackendTrait) -> Bool {
    source == other.source && world == other.world && TestBackend.local == nil
  }
}
