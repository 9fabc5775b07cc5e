import NemoClient
import NemoTime
import Testing

/// What becomes of a turn that was cancelled, contract section 16.1.
@Suite struct SettlingTests {
  private static let busy = ScriptedBackend.Reply.stream([(.zero, TurnTests.call)], end: .never)

  /// Cancels a turn after five seconds, and then does something else with the session.
  private func afterCancelled<Result: Sendable>(
    states: [ScriptedBackend.Reply], message: ScriptedBackend.Reply = busy,
    _ body:
      @escaping @Sendable (EditingSession, VirtualTime, ScriptedBackend) async throws -> Result
  ) async throws -> Result {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.state: states, Sample.message: [message]])
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN"))
      let session = connection.session(Sample.stored)
      await withTaskGroup(of: Void.self) { group in
        group.addTask { _ = await session.send("one") }
        try? await time.sleep(for: .seconds(5))
        group.cancelAll()
      }
      return try await body(session, time, backend)
    }
  }

  @Test func `an edit that arrives after it was cancelled is found, and nothing is sent for that`()
    async throws
  {
    let states = [Sample.clip, Sample.clip, Sample.titled].map { Sample.state($0) }
    let (outcome, elapsed, sent) = try await afterCancelled(states: states) {
      session, time, backend in
      let outcome = await session.settle()
      return (outcome, time.now.sinceOrigin, backend.seen(Sample.message).count)
    }
    guard case .changed(let changes, let timeline)? = outcome else {
      Issue.record("\(String(describing: outcome))")
      return
    }
    #expect(!changes.isEmpty)
    #expect(timeline?.lines.count == 2)
    // Five seconds until it was cancelled, 30 to the first look, 60 to the second.
    #expect(elapsed == .seconds(95))
    #expect(sent == 1)
  }

  @Test func `an edit that never arrives is given up after five unchanged reads`() async throws {
    let (outcome, elapsed) = try await afterCancelled(states: [Sample.state(Sample.clip)]) {
      session, time, _ in (await session.settle(), time.now.sinceOrigin)
    }
    guard case .failed(let error)? = outcome else {
      Issue.record("\(String(describing: outcome))")
      return
    }
    #expect(error.code == .cancelled)
    #expect(error.wasSent)
    #expect(error.context.unchanged == .seconds(270))
    #expect(elapsed == .seconds(275))
  }

  @Test func `it is found out once`() async throws {
    let second = try await afterCancelled(states: [Sample.state(Sample.clip)]) { session, _, _ in
      _ = await session.settle()
      return await session.settle()
    }
    #expect(second == nil)
  }

  @Test func `a look that is cancelled can be taken again`() async throws {
    let states = [Sample.clip, Sample.titled].map { Sample.state($0) }
    let outcomes = try await afterCancelled(states: states) { session, time, _ in
      let first = await withTaskGroup(of: TurnOutcome?.self) { group in
        group.addTask { await session.settle() }
        try? await time.sleep(for: .seconds(1))
        group.cancelAll()
        return await group.next() ?? nil
      }
      return [first, await session.settle()]
    }
    guard case .failed(let error)? = outcomes[0] else {
      Issue.record("\(outcomes)")
      return
    }
    #expect(error.code == .cancelled)
    #expect(error.context.unchanged == nil)
    #expect(outcomes[1]?.isSuccess == true)
  }

  @Test func `a turn that ended, or was never sent, leaves nothing to find out`() async throws {
    let text = ScriptedBackend.Reply.stream(
      [(.zero, #"{"type":"text","content":"Done."}"#)])
    let ended = try await afterCancelled(states: [Sample.state(Sample.clip)], message: text) {
      session, _, _ in await session.settle()
    }
    #expect(ended == nil)
  }
}
