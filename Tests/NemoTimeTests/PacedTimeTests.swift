import NemoTime
import Testing

/// These sleep for real, together for less than a second.
@Suite struct PacedTimeTests {
  @Test func `a minute at six hundred times the pace takes a tenth of a second`() async throws {
    let time = PacedTime(factor: 600, startingAt: VirtualTime.defaultOrigin)
    let start = ContinuousClock.now
    try await time.sleep(for: .seconds(60))
    let real = start.duration(to: .now)
    #expect(time.now.sinceOrigin >= .seconds(60))
    #expect(real >= .milliseconds(100))
    #expect(time.wall >= VirtualTime.defaultOrigin + .seconds(60))
  }

  @Test func `a held clock stands still and goes on from there`() async throws {
    let time = PacedTime(factor: 1_000)
    let hold = time.hold("an encoder")
    let before = time.now
    try await RealTime().sleep(for: .milliseconds(20))
    #expect(time.now == before)
    let released = ContinuousClock.now
    hold.release()
    hold.release()
    try await time.sleep(for: .seconds(1))
    #expect(time.now >= before.advanced(by: .seconds(1)))
    let reading = time.now
    let mostPossible = released.duration(to: .now) * 1_000
    #expect(reading <= before.advanced(by: mostPossible))
  }

  @Test func `a cancelled sleeper stops at once, held or not`() async throws {
    let time = PacedTime(factor: 1)
    let hold = time.hold("an encoder")
    let sleeper = Task { try await time.sleep(for: .seconds(3_600)) }
    sleeper.cancel()
    await #expect(throws: CancellationError.self) { try await sleeper.value }
    hold.release()
  }
}
