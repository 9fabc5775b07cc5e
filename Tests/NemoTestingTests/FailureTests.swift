import Foundation
import NemoCassette
import Testing

@testable import NemoTesting

/// What the traits make of tests that fail. Each runs a scope by hand inside of a passing test.
@Suite struct FailureTests {
  private struct Oops: Error {}

  private func run(
    _ trait: BackendTrait, _ body: @Sendable () async throws -> Void
  ) async throws {
    let test = try #require(Test.current)
    try await trait.provideScope(for: test, testCase: Test.Case.current, performing: body)
  }

  private func recorded(
    in folder: String, _ body: @Sendable (BackendTrait) async throws -> Void
  ) async throws {
    try await withCassette("edit", in: folder, mode: .record) { _ = try await $0.credits() }
    try await body(.cassette("edit", in: folder, mode: .replay))
  }

  /// The issues that are recorded while `body` runs; they don't fail this test.
  private func issues(_ body: @Sendable () async throws -> Void) async throws -> [Issue] {
    let issues = Locked<[Issue]>([])
    let handler = IssueHandlingTrait.compactMapIssues { issue in
      issues.withLock { $0.append(issue) }
      return nil
    }
    let test = try #require(Test.current)
    try await handler.provideScope(for: test, testCase: Test.Case.current, performing: body)
    return issues.withLock { $0 }
  }

  @Test func `a failed expectation is not followed by unused exchanges`() async throws {
    try await Sample.withFolder { folder in
      try await recorded(in: folder) { trait in
        let issues = try await issues {
          try await run(trait) { #expect(Bool(false), "on purpose") }
        }
        #expect(issues.count == 1)
        #expect(issues.first?.error == nil)
      }
    }
  }

  @Test func `a test that passes is told of unused exchanges`() async throws {
    try await Sample.withFolder { folder in
      try await recorded(in: folder) { trait in
        let error = await #expect(throws: CassetteError.self) { try await run(trait) {} }
        #expect(error?.code == .unused)
      }
    }
  }

  @Test func `a test that throws is told of its own error`() async throws {
    try await Sample.withFolder { folder in
      try await recorded(in: folder) { trait in
        await #expect(throws: Oops.self) { try await run(trait) { throw Oops() } }
      }
    }
  }

  @Test func `a known issue does not count as a failure`() async throws {
    try await Sample.withFolder { folder in
      try await recorded(in: folder) { trait in
        let error = await #expect(throws: CassetteError.self) {
          try await run(trait) {
            withKnownIssue { #expect(Bool(false), "known") }
          }
        }
        #expect(error?.code == .unused)
      }
    }
  }

  @Test func `a failed expectation throws a recording away`() async throws {
    try await Sample.withFolder { folder in
      let trait = BackendTrait.cassette("edit", in: folder, mode: .record)
      _ = try await issues {
        try await run(trait) {
          _ = try await TestBackend.current.connection()
          #expect(Bool(false), "on purpose")
        }
      }
      #expect(!FileManager.default.fileExists(atPath: folder + "/edit.cassette"))
    }
  }

  @Test func `a test that fails tells the seed of its world`() async throws {
    let issues = try await issues {
      try await run(.simulator(seed: 4_711)) { #expect(Bool(false), "on purpose") }
    }
    let warnings = issues.filter { $0.severity == .warning }
    #expect(warnings.count == 1)
    #expect(warnings.first?.description.contains(".simulator(seed: 4711)") == true)
  }
}
