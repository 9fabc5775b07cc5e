import Testing

@testable import NemoTesting

@Suite struct VirtualTimeTests {
  private static let start = WallTime(iso8601: "2030-05-01T12:00:00Z") ?? .init(sinceEpoch: .zero)

  @Test(.virtualTime) func `an hour passes at once`() async throws {
    let clock = try TestClock.current
    #expect(clock.wall.iso8601 == "2026-01-01T00:00:00Z")
    let real = RealTime().now
    try await clock.sleep(for: .seconds(3_600))
    #expect(clock.wall.iso8601 == "2026-01-01T01:00:00Z")
    #expect(real.duration(to: RealTime().now) < .seconds(60))
  }

  @Test(.virtualTime(startingAt: start)) func `the calendar starts where it is told`() throws {
    #expect(try TestClock.current.wall == Self.start)
  }

  @Test(.virtualTime) func `tasks of a test wake in the order of their time`() async throws {
    let clock = try TestClock.current
    let order = Locked<[Int]>([])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for seconds in [3, 1, 2] {
        group.addTask {
          try await clock.sleep(for: .seconds(seconds))
          order.withLock { $0.append(seconds) }
        }
      }
      try await group.waitForAll()
    }
    #expect(order.withLock { $0 } == [1, 2, 3])
  }

  @Test(.virtualTime(startingAt: start), .simulator(seed: 2))
  func `a test with a world has one clock`() async throws {
    let clock = try TestClock.current
    let backend = try TestBackend.current
    try await backend.time.sleep(for: .seconds(60))
    try await clock.sleep(for: .seconds(60))
    #expect(clock.now == backend.time.now)
    #expect(clock.now.sinceOrigin == .seconds(120))
  }

  @Test(.simulator(seed: 2), .virtualTime) func `in either order`() async throws {
    #expect(try TestClock.current === TestBackend.current.time)
  }

  @Test func `functions inside of each other share one clock`() async throws {
    try await withVirtualTime { outer in
      try await outer.sleep(for: .seconds(5))
      try await withVirtualTime(startingAt: Self.start) { inner in
        #expect(inner.wall == Self.start)
        try await inner.sleep(for: .seconds(5))
        #expect(outer.now.sinceOrigin == .seconds(10))
      }
    }
  }

  @Test func `a body on the main actor is told that it cannot be in virtual time`() async {
    let error = await #expect(throws: TestBackendError.self) {
      try await withVirtualTime { _ in try await Self.onMainActor() }
    }
    #expect(error?.code == .stalled)
    #expect(error?.description.contains("main actor") == true)
  }

  /// A pause of 20 ms in real time.
  @MainActor private static func onMainActor() async throws {
    try await RealTime().sleep(for: .milliseconds(20))
  }

  @Test func `a trait's body that outlives its scope is waited for`() async throws {
    let test = try #require(Test.current)
    let ended = Locked(false)
    let error = await #expect(throws: TestBackendError.self) {
      let trait = VirtualTimeTrait(origin: Self.start)
      try await trait.provideScope(for: test, testCase: Test.Case.current) {
        try? await Self.onMainActor()
        ended.withLock { $0 = true }
      }
    }
    #expect(error?.code == .stalled)
    #expect(ended.withLock { $0 })
  }
}
