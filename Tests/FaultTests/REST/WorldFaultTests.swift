import NemoClient
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

/// Faults of what the world knows, and of how it tells it.
@Suite struct WorldFaultTests {
  @Test func `a stale state shows the draft before the edit, and later the draft`() async throws {
    let fault = try PlannedFault("stale-state", of: .state, settings: ["seconds": 20])
    try await FaultyBackend(faults: [fault]).run { ready in
      let (_, session) = try await ready.session()
      _ = await session.send(FaultyTrip.instruction)
      let first = try await session.timeline()
      try await ready.time.sleep(for: .seconds(20))
      let second = try await session.timeline()
      _ = await session.send("add upbeat music")
      let third = try await session.timeline()
      try await ready.time.sleep(for: .seconds(20))
      let fourth = try await session.timeline()
      #expect(first == nil)
      #expect(second != nil)
      #expect(third == second)
      #expect(fourth != third)
    }
  }

  @Test func `a silent edit is seen although the first look at the state is stale`() async throws {
    let fault = try PlannedFault("stale-state", of: .state, settings: ["seconds": 5])
    let backend = FaultyBackend(faults: [fault], silence: .always)
    let outcome = try await backend.run { ready in
      let (_, session) = try await ready.session()
      return await session.send(FaultyTrip.instruction)
    }
    guard case .changed = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func `frozen credits stay frozen, and the world says that this is intended`() async throws {
    let fault = try PlannedFault("frozen-credits", of: .message)
    try await FaultyBackend(faults: [fault]).run { ready in
      let (nemo, session) = try await ready.session()
      _ = await session.send(FaultyTrip.instruction)
      try await ready.time.sleep(for: .seconds(3_600))
      let balance = try await nemo.credits()
      #expect(balance == Balance(available: 50, frozen: 50, total: 100))
      let world = ready.service.world
      #expect(world.checkInvariants() == [])
      let breaches = world.intendedBreaches
      #expect(breaches.count == 1)
      #expect(breaches.first?.hasPrefix("50 credits of anon_") == true)
    }
  }

  @Test func `a world without the fault has no intended breach`() async throws {
    try await FaultyBackend(faults: []).run { ready in
      let (_, session) = try await ready.session()
      _ = await session.send(FaultyTrip.instruction)
      #expect(ready.service.world.intendedBreaches == [])
    }
  }
}
