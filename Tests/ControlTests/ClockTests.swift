import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
import Testing

@testable import SimulatorService

/// A clock for each world, that somebody may take into their own hands.
@Suite struct ClockTests {
  @Test
  func `a frozen clock stands, and an advance wakes sleepers in the order of their deadlines`()
    async throws
  {
    let woken = Locked<[String]>([])
    try await VirtualTime.run { time in
      let clock = WorldClock(over: time, startingAt: time.wall)
      clock.freeze()
      try await withThrowingDiscardingTaskGroup { group in
        for seconds in [30, 10, 20] {
          group.addTask {
            try await clock.sleep(until: .zero.advanced(by: .seconds(seconds)), "a test")
            woken.withLock { $0.append("\(seconds) at \(clock.now.sinceOrigin)") }
          }
        }
        try await time.sleep(for: .seconds(1_000))
        #expect(clock.now == .zero)
        #expect(clock.facts.sleeperCount == 3)
        for seconds in [15, 25, 40] {
          #expect(clock.takeOver())
          clock.move(to: .zero.advanced(by: .seconds(seconds)))
          clock.letGo()
          try await time.sleep(for: .seconds(1))
        }
      }
      #expect(clock.now == .zero.advanced(by: .seconds(40)))
    }
    let order = woken.withLock { $0 }
    #expect(order == ["10 at 15.0 seconds", "20 at 25.0 seconds", "30 at 40.0 seconds"])
  }

  @Test func `a scaled clock goes that many times as fast, also for who sleeps already`()
    async throws
  {
    try await VirtualTime.run { time in
      let clock = WorldClock(over: time, startingAt: time.wall)
      try await withThrowingTaskGroup(of: Instant.self) { group in
        group.addTask {
          try await clock.sleep(until: .zero.advanced(by: .seconds(100)), "a test")
          return time.now
        }
        try await time.sleep(for: .seconds(10))
        clock.scale(to: 9)
        // 90 are left, at nine times the speed.
        let end = try await group.next()
        #expect(end == .zero.advanced(by: .seconds(20)))
      }
    }
  }

  @Test func `a sleeper that is cancelled leaves, and so does one of a world that ends`()
    async throws
  {
    try await VirtualTime.run { time in
      let clock = WorldClock(over: time, startingAt: time.wall)
      clock.freeze()
      await withTaskGroup(of: String.self) { group in
        group.addTask {
          do { try await clock.sleep(for: .seconds(1)) } catch { return "\(type(of: error))" }
          return "woken"
        }
        try? await time.sleep(for: .seconds(1))
        group.cancelAll()
        let first = await group.next()
        #expect(first == "CancellationError")
      }
      clock.close()
      await #expect(throws: CancellationError.self) { try await clock.sleep(for: .seconds(1)) }
      #expect(clock.facts.sleeperCount == 0)
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `it stops and moves over a paced clock as well`() async throws {
    let clock = WorldClock(
      over: PacedTime(factor: 1_000), startingAt: WallTime(millisecondsSinceEpoch: 0))
    clock.freeze()
    let before = clock.now
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask { try await clock.sleep(until: before.advanced(by: .seconds(3_600)), "a test") }
      #expect(clock.takeOver())
      #expect(!clock.takeOver())
      clock.move(to: before.advanced(by: .seconds(3_600)))
      clock.letGo()
    }
    #expect(clock.now == before.advanced(by: .seconds(3_600)))
  }

  // MARK: Through the control

  /// Reads a stream as a client does, and counts its chunks.
  private final class Reader: Sendable {
    let chunks = Locked(0)
    let isDone = Locked(false)
    var count: Int { chunks.withLock { $0 } }

    func read(_ response: TransportResponse) async throws {
      for try await _ in response.body { chunks.withLock { $0 += 1 } }
      isDone.withLock { $0 = true }
    }
  }

  @Test func `an advance returns when everything due until then has been handed over`()
    async throws
  {
    try await Stage.run { stage, _ in
      _ = try await stage.ask(.post, "/worlds", #"{"name":"a","frozen":true}"#)
      let guest = try await stage.guest("a")
      _ = try await guest.upload("clip.mp4", "1")
      let reader = Reader()
      let response = try await guest.message("trim to 4 seconds and add a title simulate talkative")
      try await withThrowingDiscardingTaskGroup { group in
        group.addTask { try await reader.read(response) }
        let first = try await stage.ask(.post, "/worlds/a/clock/advance", #"{"seconds":10}"#)
        #expect(first.member("idle") == "false")
        let early = reader.count
        #expect(early > 0)
        #expect(!reader.isDone.withLock { $0 })
        let all = try await stage.ask(.post, "/worlds/a/clock/run-until-idle")
        #expect(all.member("idle") == "true")
        #expect(all.text.contains("\"stalled\":[]"))
        #expect(reader.count > early)
        #expect(reader.isDone.withLock { $0 })
      }
      let world = try stage.world("a").world
      #expect(world.journal.map(\.kind.rawValue).contains("run-finished"))
      #expect(world.checkInvariants() == [])
    }
  }

  @Test func `a client that does not read is named, and the clock goes on without it`() async throws
  {
    try await Stage.run { stage, _ in
      _ = try await stage.ask(.post, "/worlds", #"{"name":"a","frozen":true}"#)
      let guest = try await stage.guest("a")
      let response = try await guest.message("Add a title")
      let answer = try await stage.ask(
        .post, "/worlds/a/clock/advance", #"{"seconds":600,"patience_seconds":3}"#)
      #expect(answer.status == 200)
      #expect(
        answer.text.contains(
          #""stalled":[{"request":"POST /run_sse","stream":3,"waits_for":"client"}]"#))
      let clock = try await stage.ask(.get, "/worlds/a/clock")
      #expect(clock.member("since_start_ms") == "600000")
      // What it missed is there when it comes back.
      let text = try await Visitor.read(response).text
      #expect(text.contains("data: "))
    }
  }

  @Test func `a stream that stalls by its world's will keeps nobody waiting`() async throws {
    try await Stage.run { stage, time in
      _ = try await stage.ask(.post, "/worlds", #"{"name":"a","frozen":true}"#)
      let before = time.now
      let guest = try await stage.guest("a")
      let response = try await guest.message("Add a title simulate cut")
      try await withThrowingDiscardingTaskGroup { group in
        group.addTask { _ = try? await Visitor.read(response) }
        let answer = try await stage.ask(.post, "/worlds/a/clock/run-until-idle")
        #expect(answer.text.contains("\"stalled\":[]"))
      }
      #expect(time.now == before)
    }
  }

  @Test func `a render is made before the clock goes on`() async throws {
    try await Stage.run { stage, _ in
      _ = try await stage.ask(.post, "/worlds", #"{"name":"a","frozen":true}"#)
      let guest = try await stage.guest("a")
      _ = try await guest.upload("clip.mp4", "1")
      let response = try await guest.message("Add a title")
      try await withThrowingDiscardingTaskGroup { group in
        group.addTask { _ = try await Visitor.read(response) }
        _ = try await stage.ask(.post, "/worlds/a/clock/run-until-idle")
      }
      _ = try await guest.render("r1")
      let pending = try await stage.ask(.get, "/worlds/a/jobs")
      #expect(pending.member("status") == "pending")
      _ = try await stage.ask(.post, "/worlds/a/clock/run-until-idle")
      let done = try await stage.ask(.get, "/worlds/a/jobs")
      #expect(done.member("id") == "r1" && done.member("status") == "completed")
      #expect(done.member("rendering") == "false" && done.member("progress_percent") == "100")
    }
  }

  @Test func `freezing one world leaves the others alone`() async throws {
    try await Stage.run { stage, time in
      for name in ["a", "b"] { _ = try await stage.ask(.post, "/worlds", #"{"name":"\#(name)"}"#) }
      _ = try await stage.ask(.post, "/worlds/a/clock/freeze")
      _ = try await stage.ask(.post, "/worlds/b/clock/scale", #"{"factor":2}"#)
      try await time.sleep(for: .seconds(10))
      var passed: [String] = []
      for name in ["a", "b", "default"] {
        let clock = try await stage.ask(.get, "/worlds/\(name)/clock")
        passed.append(clock.member("since_start_ms") ?? "")
      }
      #expect(passed == ["0", "20000", "10000"])
      _ = try await stage.ask(.post, "/worlds/a/clock/resume")
      try await time.sleep(for: .seconds(1))
      let clock = try await stage.ask(.get, "/worlds/a/clock")
      #expect(clock.member("since_start_ms") == "1000")
    }
  }

  @Test func `at pace instant a frozen world waits for its control`() async throws {
    let start = WallTime(millisecondsSinceEpoch: 1_900_000_000_000)
    try await withSimulatedHost(
      HostConfiguration(), makeTime: { JumpingTime(startingAt: start) }
    ) { host, control in
      let stage = Stage(host: host, control: control)
      var texts: [String] = []
      for isFrozen in ["false", "true"] {
        _ = try await stage.ask(
          .post, "/worlds", #"{"name":"\#(isFrozen)","seed":1,"frozen":\#(isFrozen)}"#)
        let guest = try await stage.guest(isFrozen)
        let response = try await guest.message("Add a title")
        try await withThrowingTaskGroup(of: String.self) { group in
          group.addTask { try await Visitor.read(response).text }
          if isFrozen == "true" {
            let moved = try await stage.ask(.post, "/worlds/true/clock/run-until-idle")
            #expect(moved.text.contains("\"stalled\":[]"))
          }
          texts.append(try await group.next() ?? "")
        }
      }
      #expect(texts[0] == texts[1] && texts[0].contains("data: "))
    }
  }
}
