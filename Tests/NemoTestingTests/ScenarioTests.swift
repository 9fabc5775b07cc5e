import NemoTesting
import Testing

/// What a test of a client sees of each named scenario.
@Suite struct ScenarioTests {
  private static func edit(
    _ instruction: String = "crop to 16:9 and add a title"
  ) async throws -> (EditingSession, TurnOutcome) {
    let session = try await TestBackend.current.connection().newSession()
    _ = try await session.upload("walkthrough.mp4")
    return (session, await session.send(instruction))
  }

  @Test(.simulator(scenario: .silentEdits, files: Sample.files()), arguments: 1...3)
  func `silent edits are told by what has changed`(number: Int) async throws {
    let (_, outcome) = try await Self.edit("add a title \"Number \(number)\"")
    guard case .changed(let changes, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(!changes.sentences.isEmpty)
  }

  @Test(.simulator(scenario: .outOfCredits, files: Sample.files()))
  func `out of credits an edit fails`() async throws {
    let (_, outcome) = try await Self.edit()
    guard case .failed(let error) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(error.code == .outOfCredits)
  }

  @Test(.simulator(scenario: .freePlan, files: Sample.files()))
  func `on the free plan an export is blocked`() async throws {
    let (session, _) = try await Self.edit()
    let error = await #expect(throws: NemoError.self) { try await session.export(to: "out.mp4") }
    #expect(error?.code == .exportBlocked)
  }

  @Test(.simulator(scenario: .failedRender, files: Sample.files()))
  func `a failed render is submitted once more`() async throws {
    let (session, _) = try await Self.edit()
    _ = try await session.export(to: "out.mp4")
    #expect(try TestBackend.current.files.exists("out.mp4"))
    #expect(try TestBackend.current.journal(.renderEnded).count == 2)
  }

  @Test(.simulator(scenario: .expiredToken, files: Sample.files()))
  func `an expired token is replaced and the session goes on`() async throws {
    let (session, outcome) = try await Self.edit()
    #expect(outcome.isSuccess)
    try await TestBackend.current.time.sleep(for: .seconds(30))
    let again = await session.send("add a title \"Once more\"")
    #expect(again.isSuccess)
    #expect(try TestBackend.current.journal(.signedIn).count > 1)
  }
}

extension TestBackend {
  fileprivate func journal(_ kind: JournalEntry.Kind) -> [JournalEntry] {
    world?.journal.filter { $0.kind == kind } ?? []
  }
}
