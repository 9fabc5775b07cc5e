import HTTPTypes
import NemoClient
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

/// What becomes of a world whose process has trouble, and of a client's work in it.
@Suite struct ProcessTests {
  private func code(_ body: () async throws -> Void) async -> NemoError.Code? {
    do {
      try await body()
      return nil
    } catch {
      return (error as? NemoError)?.code
    }
  }

  @Test func `a process that is down refuses, and comes back with what it had`() async throws {
    let fault = try PlannedFault("killed", of: .balance, at: [1], settings: ["downSeconds": 60])
    try await FaultyBackend(faults: [fault]).run { ready in
      let (nemo, session) = try await ready.session()
      _ = await session.send(FaultyTrip.instruction)
      let before = try await session.timeline()
      let refused = await code { _ = try await nemo.credits() }
      #expect(refused == .unreachable)
      try await ready.time.sleep(for: .seconds(60))
      let after = try await session.timeline()
      #expect(after == before)
      #expect(after != nil)
    }
  }

  @Test func `a kill breaks the streams of others, and their edits are found all the same`()
    async throws
  {
    let fault = try PlannedFault("killed", of: .balance, at: [1])
    try await FaultyBackend(faults: [fault]).run { ready in
      let (nemo, session) = try await ready.session()
      async let outcome = session.send(FaultyTrip.instruction)
      try await ready.time.sleep(for: .seconds(3))
      _ = try await nemo.credits()
      let ended = await outcome
      #expect(ended.isSuccess)
      let world = ready.service.world
      #expect(world.acceptedRuns() == 1)
      #expect(world.checkInvariants() == [])
    }
  }

  @Test func `a lost state knows no token and no session, and a new sign-in goes on`() async throws
  {
    let fault = try PlannedFault("state-lost", of: .balance, at: [1])
    try await FaultyBackend(faults: [fault]).run { ready in
      let (nemo, session) = try await ready.session()
      _ = await session.send(FaultyTrip.instruction)
      let balance = try await nemo.credits()
      #expect(balance.available == 100)
      let lost = await code { _ = try await session.timeline() }
      #expect(lost == .sessionLost)
      let world = ready.service.world
      #expect(world.journal.filter { $0.kind == .signedIn }.count == 2)
      #expect(world.journal.contains { $0.kind == .refused && $0.detail == "1001" })
      #expect(world.journal.contains { $0.kind == .refused && $0.detail == "1002" })
      #expect(world.checkInvariants() == [])
    }
  }

  @Test func `a stopped process answers everybody when it goes on`() async throws {
    let fault = try PlannedFault("stopped", of: .balance, at: [1], settings: ["seconds": 30])
    try await FaultyBackend(faults: [fault]).run { ready in
      let (nemo, session) = try await ready.session()
      async let first = ready.duration { _ = try await nemo.credits() }
      try await ready.time.sleep(for: .seconds(10))
      let second = try await ready.duration { _ = try await session.timeline() }
      let third = try await ready.duration { _ = try await session.timeline() }
      #expect(try await first == .seconds(30))
      #expect(second == .seconds(20))
      #expect(third == .zero)
    }
  }

  @Test func `after a jump of the clock the token has expired, and what was to come has come`()
    async throws
  {
    let fault = try PlannedFault("clock-jump", of: .balance, at: [1])
    try await FaultyBackend(faults: [fault]).run { ready in
      let (nemo, session) = try await ready.session()
      async let outcome = session.send(FaultyTrip.instruction)
      try await ready.time.sleep(for: .seconds(3))
      _ = try await nemo.credits()
      let timeline = try await session.timeline()
      #expect(timeline != nil)
      let ended = await outcome
      #expect(ended.isSuccess)
      let journal = ready.service.world.journal
      let signIns = journal.filter { $0.kind == .signedIn }
      #expect(signIns.count == 2)
      #expect(
        (signIns.last?.at ?? .init(millisecondsSinceEpoch: 0)) - VirtualTime.defaultOrigin
          >= .seconds(691_200))
    }
  }

  @Test func `a process that is down is back as soon as the faults are cleared`() async throws {
    let fault = try PlannedFault("killed", of: .balance, settings: ["downSeconds": 86_400])
    try await FaultyBackend(faults: [fault]).run { ready in
      let (nemo, session) = try await ready.session()
      let refused = await code { _ = try await nemo.credits() }
      #expect(refused == .unreachable)
      ready.service.change { $0.clearFaults() }
      _ = try await session.timeline()
      let balance = try await nemo.credits()
      #expect(balance.available == 100)
    }
  }

  @Test func `a restart while a body is read leaves that request without an answer`() throws {
    var world = World(seed: 4, startingAt: VirtualTime.defaultOrigin)
    world.plan(try PlannedFault("killed", of: .balance))
    let now = VirtualTime.defaultOrigin
    func facts(_ method: String, _ path: String) -> RequestFacts {
      RequestFacts(
        method: method, path: path,
        headers: [.authorization: "Bearer nmv_usr_of_a_test"], baseURL: "http://backend.test")
    }
    guard
      case .proceed(let reading, _, _) = world.begin(
        facts("POST", "/api/tasks/me/with-session/nemo_agent"), at: now),
      case .answer(_, let killed) = world.begin(
        facts("GET", "/api/credits/balance/simple"), at: now)
    else {
      Issue.record("admitted otherwise")
      return
    }
    let plan = world.complete(reading, body: .none, at: now)
    for plan in [plan, killed] {
      guard case .failure(let failure) = plan.body else {
        Issue.record("answered")
        continue
      }
      #expect(failure.code == .noResponse)
    }
  }
}
