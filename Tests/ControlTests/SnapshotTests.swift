import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
import Testing

@testable import SimulatorService

/// Worlds that are gone back to.
@Suite struct SnapshotTests {
  /// What a client sees from here on, byte for byte.
  private static func goOn(_ guest: Visitor, _ time: VirtualTime) async throws -> [String] {
    var seen = [try await guest.say("Trim to 5 seconds and add lo-fi music")]
    seen.append(try await guest.state())
    seen.append(try await guest.upload("more.mp4", "more").text)
    seen.append(try await guest.render("later").text)
    try await time.sleep(for: .seconds(60))
    seen.append(try await guest.poll("later").text)
    seen.append(try await guest.call(.get, "/api/credits/balance/simple").text)
    let other = try await guest.call(
      .post, "/api/tasks/me/with-session/nemo_agent", #"{"task_name":"another"}"#)
    return seen + [other.text]
  }

  @Test(arguments: ["seed", "adk", "hostile"])
  func `what follows a restored snapshot is what followed it the first time, byte for byte`(
    dialect: String
  ) async throws {
    try await Stage.run { stage, time in
      _ = try await stage.ask(.post, "/worlds", #"{"name":"a","dialect":"\#(dialect)"}"#)
      let guest = try await stage.guest("a")
      _ = try await guest.upload("clip.mp4", "content")
      _ = try await guest.say("Add a title")
      let taken = try await stage.ask(.post, "/worlds/a/snapshots", #"{"name":"here"}"#)
      #expect(taken.status == 201)
      let first = try await Self.goOn(guest, time)
      try await time.sleep(for: .seconds(12_345))
      let restored = try await stage.ask(.post, "/worlds/a/restore", #"{"snapshot":"here"}"#)
      #expect(restored.member("lives") == "2")
      let second = try await Self.goOn(guest, time)
      #expect(first == second)
      #expect(first[0].contains("data:") && first.last?.contains("\"") == true)
    }
  }

  @Test func `the journal, the clock and what is frozen come back as they were`() async throws {
    try await Stage.run { stage, time in
      _ = try await stage.ask(.post, "/worlds", #"{"name":"a","frozen":true,"scale":4}"#)
      let guest = try await stage.guest("a")
      _ = try await guest.upload("clip.mp4", "content")
      let before = [
        try await stage.ask(.get, "/worlds/a/journal").text,
        try await stage.ask(.get, "/worlds/a/clock").text,
      ]
      _ = try await stage.ask(.post, "/worlds/a/snapshots", #"{"name":"here"}"#)
      _ = try await stage.ask(.post, "/worlds/a/clock/advance", #"{"seconds":1000}"#)
      _ = try await stage.ask(.post, "/worlds/a/clock/resume")
      _ = try await guest.upload("more.mp4", "more")
      _ = try await stage.ask(.post, "/worlds/a/restore", #"{"snapshot":"here"}"#)
      let after = [
        try await stage.ask(.get, "/worlds/a/journal").text,
        try await stage.ask(.get, "/worlds/a/clock").text,
      ]
      #expect(before == after)
    }
  }

  @Test func `a rendered file comes back although its id was used again meanwhile`() async throws {
    try await Stage.run { stage, time in
      let guest = try await stage.guest("a")
      _ = try await guest.upload("clip.mp4", "content")
      _ = try await guest.say("Add a title")
      _ = try await guest.render("r")
      try await time.sleep(for: .seconds(60))
      let url = "/render-result/r.mp4"
      let file = try await Visitor.read(try await guest.open(.get, url))
      #expect(file.status == 200)
      _ = try await stage.ask(.post, "/worlds/a/snapshots", #"{"name":"here"}"#)
      let world = try stage.world("a")
      // Another life overwrote the file.
      stage.host.reset(world)
      try world.media.keep(Array("other".utf8), asRender: "r")
      _ = try await stage.ask(.post, "/worlds/a/restore", #"{"snapshot":"here"}"#)
      let again = try await Visitor.read(try await guest.open(.get, url))
      #expect(again.status == 200 && again.text == file.text)
    }
  }

  @Test func `a snapshot is restored into another world, which leaves the first alone`()
    async throws
  {
    try await Stage.run { stage, _ in
      let guest = try await stage.guest("a")
      let answer = try await guest.upload("clip.mp4", "content")
      _ = try await stage.ask(.post, "/worlds/a/snapshots", #"{"name":"here"}"#)
      _ = try await stage.ask(.post, "/worlds", #"{"name":"b"}"#)
      _ = try await stage.ask(.post, "/worlds/b/restore", #"{"snapshot":"here"}"#)
      var twin = guest
      twin.prefix = "/__w/b"
      _ = try await twin.upload("more.mp4", "more")
      let (mine, theirs) = (try await guest.state(), try await twin.state())
      #expect(theirs.contains("more.mp4") && theirs.contains("clip.mp4"))
      #expect(!mine.contains("more.mp4"))
      let url = try #require(answer.member("cdn_url"))
      let file = try await twin.call(.get, String(url.dropFirst("http://127.0.0.1:1/__w/a".count)))
      #expect(file.text == Visitor.mediaStart + "content")
    }
  }

  @Test func `a name is used once, unless it is replaced or deleted`() async throws {
    try await Stage.run { stage, _ in
      var statuses: [Int] = []
      for body in [#"{"name":"x"}"#, #"{"name":"x"}"#, #"{"name":"x","replace":true}"#] {
        statuses.append(try await stage.ask(.post, "/worlds/default/snapshots", body).status)
      }
      #expect(statuses == [201, 409, 201])
      let list = try await stage.ask(.get, "/snapshots")
      #expect(list.text.contains(#""name":"x","size_bytes":"#))
      let gone = try await stage.ask(.delete, "/snapshots/x")
      #expect(gone.status == 200)
      let none = try await stage.ask(.get, "/snapshots")
      #expect(none.text == #"{"snapshots":[]}"#)
    }
  }

  @Test func `with a state folder the default world and the snapshots outlive the process`()
    async throws
  {
    let folder = try temporaryFolder("state")
    let path = folder.path + "/state"
    let guest = try await Stage.run {
      $0.simulator.stateFolder = path
    } _: { stage, time in
      let guest = try await stage.guest()
      _ = try await guest.upload("clip.mp4", "content")
      _ = try await stage.ask(.post, "/worlds/default/snapshots", #"{"name":"here"}"#)
      _ = try await guest.upload("late.mp4", "late")
      try await time.sleep(for: .seconds(3_600))
      return guest
    }
    try await Stage.run {
      $0.simulator.stateFolder = path
    } _: { stage, _ in
      var again = guest
      again.transport = stage.host
      let kept = try await again.state()
      #expect(kept.contains("late.mp4"))
      let clock = try await stage.ask(.get, "/worlds/default/clock")
      #expect(Int(clock.member("since_start_ms") ?? "") ?? 0 >= 3_600_000)
      let restored = try await stage.ask(.post, "/worlds/default/restore", #"{"snapshot":"here"}"#)
      #expect(restored.status == 200)
      let back = try await again.state()
      #expect(back.contains("clip.mp4") && !back.contains("late.mp4"))
    }
    // What was restored is what is kept.
    try await Stage.run {
      $0.simulator.stateFolder = path
    } _: { stage, _ in
      var again = guest
      again.transport = stage.host
      let back = try await again.state()
      #expect(back.contains("clip.mp4") && !back.contains("late.mp4"))
    }
    try await Stage.run {
      $0.simulator.stateFolder = path
      $0.simulator.startsFresh = true
    } _: { stage, _ in
      let none = try await stage.ask(.get, "/snapshots")
      #expect(none.text == #"{"snapshots":[]}"#)
      #expect(stage.host.defaultWorld.world.journal.isEmpty)
    }
  }
}
