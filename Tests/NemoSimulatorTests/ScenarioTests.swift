import Foundation
import HTTPTypes
import Testing

@testable import NemoSimulator

/// Each thing that a scenario can say, by its effect.
struct ScenarioTests {
  private func client(_ scenario: Scenario) -> Conversation {
    var client = Conversation()
    client.world = World(
      seed: 1, startingAt: Conversation.start, dialect: .seed, scenario: scenario)
    client.signIn()
    client.newSession()
    return client
  }

  @Test func `without a scenario the world is the default one`() {
    var staged = client(Scenario())
    var plain = Conversation.open()
    for instruction in ["add a title", "trim the first second"] {
      _ = staged.say(instruction)
      _ = plain.say(instruction)
    }
    #expect(staged.transcript == plain.transcript)
    #expect(!staged.transcript.isEmpty)
  }

  @Test func `all edits are silent, or none is`() {
    for (silence, isSilent) in [(Scenario.Silence.always, true), (.never, false)] {
      var scenario = Scenario()
      scenario.silence = silence
      var client = client(scenario)
      _ = client.upload("demo.mp4", .recording)
      let turns = (1...8).map { client.say("add a title \"Number \($0)\"") }
      #expect(turns.allSatisfy { $0.texts.isEmpty == isSilent && $0.end == .closed })
    }
  }

  @Test func `a message may ask for text where the scenario wants silence`() {
    var client = client(.silentEdits)
    _ = client.upload("demo.mp4", .recording)
    #expect(!client.say("add a title simulate talkative").texts.isEmpty)
  }

  @Test func `accounts have the credits of the scenario`() {
    var scenario = Scenario()
    scenario.account.credits = 70
    var client = client(scenario)
    #expect(client.credits() == [70, 0, 70])
    client.token = "nmv_usr_" + String(repeating: "x", count: 43)
    #expect(client.credits() == [70, 0, 70])
    #expect(client.world.checkInvariants() == [])
  }

  @Test func `without credits the first edit is 2001`() {
    var client = client(.outOfCredits)
    _ = client.upload("demo.mp4", .recording)
    #expect(client.say("add a title").refusal?["code"] == 2001)
    #expect(client.world.acceptedRuns() == 0)
  }

  @Test func `on a free plan an export is 402`() {
    var client = client(.freePlan)
    _ = client.upload("demo.mp4", .recording)
    _ = client.say("add a title")
    #expect(client.submit("r1").code == 402)
    #expect(client.requested.isEmpty)
  }

  @Test func `the first render fails, the second is made`() {
    var client = client(.failedRender)
    _ = client.upload("demo.mp4", .recording)
    _ = client.say("add a title")
    for id in ["r1", "r2"] {
      _ = client.submit(id)
      client.world.artefact(of: id, RenderTests.artefact, at: client.now)
      client.wait(seconds: 60)
    }
    let polls = ["r1", "r2"].map { client.get("/api/render/proxy/lambda/\($0)").json["status"] }
    #expect(polls == ["failed", "completed"])
  }

  @Test func `a token is refused before its promised end, and the account stays`() {
    var client = client(.expiredToken)
    let first = client.token
    #expect(client.credits() == [100, 0, 100])
    client.wait(seconds: 19)
    #expect(client.signInReply(client: "client-1").code == 429)
    client.wait(seconds: 1)
    #expect(client.get("/api/credits/balance/simple").code == 1001)
    client.signIn()
    #expect(client.token != first)
    #expect(client.state()["draft"] != nil)
  }

  @Test func `the requests that are planned to be refused are, and no others`() {
    var scenario = Scenario()
    scenario.refusals = [
      PlannedRefusal(of: .upload, with: 503, at: [2], retryAfterSeconds: 5),
      PlannedRefusal(of: .state, with: 1002),
    ]
    var client = client(scenario)
    let uploads = (1...3).map { client.upload("\($0).mp4", .recording) }
    #expect(uploads.map(\.code) == [0, 503, 0])
    #expect(uploads[1].headers[.retryAfter] == "5")
    let state = "/api/state/nemo_agent/me/\(client.session)/latest"
    #expect([client.get(state), client.get(state)].map(\.code) == [1002, 1002])
  }

  @Test func `a world that is kept goes on with its scenario`() throws {
    var scenario = Scenario()
    scenario.refusals = [PlannedRefusal(of: .balance, with: 503, at: [2])]
    var client = client(scenario)
    #expect(client.credits() == [100, 0, 100])
    let saved = try JSONEncoder().encode(client.world)
    client.world = try JSONDecoder().decode(World.self, from: saved)
    #expect(client.world.scenario == scenario)
    #expect(client.get("/api/credits/balance/simple").code == 503)
    #expect(client.credits() == [100, 0, 100])
  }

  @Test func `a scenario survives being written down`() throws {
    var scenario = Scenario.freePlan
    scenario.silence = .never
    scenario.account.kind = .registered
    scenario.refusals = [PlannedRefusal(of: .download, with: 404, at: [1, 3])]
    let text = try JSONEncoder().encode(scenario)
    #expect(try JSONDecoder().decode(Scenario.self, from: text) == scenario)
  }
}
