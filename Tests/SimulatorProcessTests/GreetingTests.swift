import NemoSimulator
import NemoTime
import Testing

@testable import SimulatorProcess

@Suite struct GreetingTests {
  private func lines(world: Dialect, asked: Dialect?) -> [String] {
    let world = World(
      seed: 7, startingAt: WallTime(millisecondsSinceEpoch: 1_900_000_000_000), dialect: world)
    var options = SimulatorProcess.Options()
    options.dialect = asked
    return SimulatorProcess.greeting(
      options, url: "http://127.0.0.1:1", control: "http://127.0.0.1:2", world: world)
  }

  @Test func `nothing is said of the default dialect`() {
    #expect(!lines(world: .seed, asked: nil).contains { $0.contains("dialect") })
    #expect(!lines(world: .seed, asked: .seed).contains { $0.contains("dialect") })
    #expect(
      lines(world: .seed, asked: nil).contains("  seed 7, pace fast (\(Pace.fast.explanation))"))
  }

  @Test func `another dialect is named, with where it departs from a preset`() {
    #expect(lines(world: .adk, asked: .adk).contains("  dialect adk"))
    #expect(lines(world: .adk, asked: nil).contains("  dialect adk"))
    var changed = Dialect.seed
    changed.errors = .http
    changed.heartbeat = .none
    #expect(
      lines(world: changed, asked: changed).contains(
        "  dialect seed with errors=http, heartbeat=none"))
  }

  @Test func `a world that was kept has its own dialect, and the greeting says so`() {
    let kept =
      "  dialect seed: a world that was kept has its own; --fresh starts one with yours"
    #expect(lines(world: .seed, asked: .adk).contains(kept))
  }
}
