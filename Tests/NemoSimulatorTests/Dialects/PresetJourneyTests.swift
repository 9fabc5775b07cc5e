import HTTPTypes
import Testing

@testable import NemoSimulator

/// A plain journey in every preset: its answers are valid, whatever their form.
struct PresetJourneyTests {
  @Test(arguments: Dialect.presets.map(\.name))
  func `sign in, session, upload, message, state, render and poll`(name: String) throws {
    var client = Conversation(dialect: try #require(Dialect.preset(named: name)))
    client.signIn()
    #expect(client.token?.hasPrefix("nmv_usr_") == true)
    client.newSession()
    #expect(client.session.utf8.count == 19)
    #expect(client.upload("demo.mp4", .recording).status == 200)
    let turn = client.say("crop to 9:16 and add lo-fi music simulate talkative")
    #expect(turn.refusal == nil && turn.end == .closed)
    #expect(turn.frames.contains { $0.contains("Cropped to 9:16") } || name == "hostile")
    #expect(client.draft()["m"]?["ratio"] == "9:16")
    #expect(client.submit("r1").status == 200)
    client.wait(seconds: 1)
    #expect(client.requested.map(\.width) == [1_080])
    client.world.artefact(of: "r1", RenderTests.artefact, at: client.now)
    client.wait(seconds: 40)
    let poll = client.get("/api/render/proxy/lambda/r1")
    #expect(poll.text.contains("http://sim.test/render-result/r1.mp4"))
    #expect(poll.text.contains("\"completed\""))
    #expect(client.send("GET", "/render-result/r1.mp4", headers: [:]).status == 200)
    #expect(client.world.checkInvariants() == [])
  }

  @Test(arguments: Dialect.presets.map(\.name), 0..<6)
  func `any journey in any preset keeps the world whole`(name: String, seed: UInt64) throws {
    let dialect = try #require(Dialect.preset(named: name))
    var client = Conversation.open(seed: seed, dialect: dialect)
    _ = client.upload("demo.mp4", .recording)
    for text in [
      "add a title", "generate a video of rain", "hello", "simulate failed run crop 1:1",
    ] {
      let (plan, id) = client.messageExchange(text)
      guard case .frames = plan.body else { continue }
      client.wait(seconds: 3)
      if seed % 2 == 0 { client.world.clientLeft(id, at: client.now) } else { _ = client.read(id) }
      #expect(client.world.checkInvariants() == [], "seed \(seed)")
    }
    while let due = client.world.nextDue { client.settle(until: due) }
    #expect(client.world.runs.isEmpty, "seed \(seed)")
    #expect(client.credits()[1] == 0, "seed \(seed)")
  }
}
