import HTTPTypes
import NemoTime
import Testing

@testable import NemoSimulator

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Magic values: one case each, brought about by state, and over when it has happened.
struct WishTests {
  private func uploaded() -> Conversation {
    var client = Conversation.open()
    _ = client.upload("demo.mp4", .recording)
    return client
  }

  @Test func `every code of section 6.2 can be had with a message`() {
    for code in [1001, 1002, 2001, 4001, 4002, 400, 402, 429, 503] {
      var client = uploaded()
      let refusal = client.say("simulate \(code)").refusal
      #expect(refusal?["code"]?.int == code)
      #expect(refusal?["message"]?.string == "This was asked for with \"simulate \(code)\".")
      #expect(client.world.acceptedRuns() == 0)
    }
  }

  @Test func `the table has every magic value, each with its effect`() {
    let values = MagicValues.table.map(\.value)
    #expect(
      values == [
        "simulate silent", "simulate talkative", "simulate cut", "simulate failed run",
        "simulate expired token",
        "simulate busy", "simulate failed render", "simulate blocked export", "simulate 1001",
        "simulate 1002", "simulate 2001", "simulate 4001", "simulate 4002", "simulate 400",
        "simulate 402", "simulate 429", "simulate 503", "too-large.mp4", "unsupported.mp4",
      ])
    #expect(MagicValues.table.allSatisfy { !$0.effect.isEmpty })
  }

  @Test func `the README tells of every magic value`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let readme = try String(
      contentsOf: root.appendingPathComponent("Simulator/README.md"), encoding: .utf8)
    for row in MagicValues.table {
      #expect(readme.contains("`\(row.value)`"), "\(row.value) is missing")
      guard row.value.hasPrefix("simulate "), Int(row.value.dropFirst(9)) == nil else { continue }
      #expect(readme.contains("| `\(row.value)` | \(row.effect) |"))
    }
  }

  // MARK: A stream that breaks off

  @Test func `a cut stream ends inside its second frame, and the run goes on`() {
    var whole = uploaded()
    let expected = whole.say("crop to 1:1 and add a title \"Tips\" simulate silent")
    var client = uploaded()
    let begun = client.now
    let turn = client.say("crop to 1:1 and add a title \"Tips\" simulate silent simulate cut")
    #expect(turn.end == .short)
    #expect(turn.frames.count == 2)
    #expect(turn.frames.first == expected.frames.first)
    #expect(turn.frames.last == String(expected.frames[1].prefix(expected.frames[1].count / 2)))
    #expect(client.now < begun + .seconds(12))
    #expect(client.credits() == [50, 50, 100])
    #expect(client.draft() != whole.draft())
    client.wait(seconds: 40)
    #expect(client.draft() == whole.draft())
    #expect(client.credits() == [50, 0, 50])
    #expect(client.world.runs.isEmpty)
    #expect(client.world.checkInvariants() == [])
  }

  @Test func `a cut stream of one frame ends inside that`() {
    var dialect = Dialect.seed
    dialect.heartbeat = .none
    var client = Conversation.open(dialect: dialect)
    let turn = client.say("hello simulate cut")
    #expect(turn.end == .short)
    #expect(
      turn.frames == [
        "data: {\"type\":\"text\",\"content\":\"Hello! I edit videos by chat: I can trim, crop, add titles, "
      ])
  }

  // MARK: Renders

  @Test func `the next render fails when its time has come, and the one after it does not`() {
    var client = uploaded()
    _ = client.say("crop to 1:1, simulate failed render")
    _ = client.submit("r1")
    #expect(client.get("/api/render/proxy/lambda/r1").json["status"] == "pending")
    client.wait(seconds: 19)
    #expect(client.get("/api/render/proxy/lambda/r1").json["status"] == "processing")
    client.wait(seconds: 21)
    let failed = client.get("/api/render/proxy/lambda/r1").json
    #expect(failed["status"] == "failed")
    #expect(failed["error"] == "This was asked for with \"simulate failed render\".")
    #expect(client.requested.isEmpty)
    #expect(client.get("/render-result/r1.mp4").status == 404)
    _ = client.submit("r2")
    client.wait(seconds: 1)
    #expect(client.requested.map(\.id) == ["r2"])
  }

  @Test func `so many renders fail as the messages asked for`() {
    var client = uploaded()
    _ = client.say("crop to 1:1, simulate failed render, simulate failed render")
    for id in ["r1", "r2", "r3"] { _ = client.submit(id) }
    client.wait(seconds: 41)
    #expect(client.requested.map(\.id) == ["r3"])
  }

  @Test func `a blocked export is 402 once, and its id stays unused`() {
    var client = uploaded()
    _ = client.say("crop to 1:1, simulate blocked export")
    let blocked = client.submit("r1")
    #expect(blocked.status == 402)
    #expect(blocked.code == 402)
    #expect(client.submit("r1").status == 200)
  }

  @Test func `a draft that can't be read uses up no wish`() {
    var client = uploaded()
    _ = client.say("crop to 1:1, simulate blocked export")
    #expect(client.submit("r1", draft: ["t": 1]).status == 422)
    #expect(client.submit("r1").status == 402)
  }

  // MARK: Accounts

  @Test func `the token expires after the message, and the same client gets a new one`() {
    var client = uploaded()
    let turn = client.say("crop to 1:1, simulate expired token")
    #expect(turn.end == .closed)
    #expect(client.get("/api/credits/balance/simple").code == 1001)
    let old = client.token
    client.signIn()
    #expect(client.token != old)
    // The account and its sessions are the same.
    #expect(client.draft() != [:])
    #expect(client.world.checkInvariants() == [])
  }

  @Test func `other accounts and tokens without an end do not expire`() {
    var client = uploaded()
    let anonymous = client.token
    let own = "nmv_usr_0123456789abcdef"
    client.token = own
    client.newSession()
    _ = client.say("hello simulate expired token")
    #expect(client.get("/api/credits/balance/simple").code == 0)
    client.token = anonymous
    #expect(client.get("/api/credits/balance/simple").code == 0)
  }

  @Test func `a busy backend refuses until 30 seconds have passed, then accepts once`() {
    var client = uploaded()
    let (plan, _) = client.messageExchange("add a title, simulate busy")
    let reply = client.reply(plan)
    #expect(reply.code == 429)
    #expect(reply.headers[.retryAfter] == "30")
    client.wait(seconds: 29)
    #expect(client.say("add a title, simulate busy").refusal?["code"] == 429)
    client.wait(seconds: 1)
    #expect(client.say("add a title, simulate busy").end == .closed)
    #expect(client.world.acceptedRuns() == 1)
    #expect(client.say("add a title, simulate busy").refusal?["code"] == 429)
  }

  // MARK: Beside the message

  @Test func `the words for the simulator are no part of the instruction`() {
    var plain = uploaded()
    var wishing = uploaded()
    _ = plain.say("add a title \"Tips\"")
    _ = wishing.say("add a title \"Tips\", Simulate Cut, simulate failed render")
    wishing.wait(seconds: 40)
    #expect(plain.draft() == wishing.draft())
  }

  @Test func `a world with wishes is saved and goes on`() throws {
    var client = uploaded()
    _ = client.say("crop to 1:1, simulate failed render, simulate cut")
    client.world = try JSONDecoder().decode(World.self, from: JSONEncoder().encode(client.world))
    client.wait(seconds: 40)
    _ = client.submit("r1")
    client.world = try JSONDecoder().decode(World.self, from: JSONEncoder().encode(client.world))
    client.wait(seconds: 41)
    #expect(client.get("/api/render/proxy/lambda/r1").json["status"] == "failed")
  }
}
