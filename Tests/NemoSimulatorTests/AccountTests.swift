import HTTPTypes
import NemoTime
import Testing

@testable import NemoSimulator

/// Contract sections 3, 4 and 6.
struct AccountTests {
  static let week: Int64 = 7 * 86_400

  @Test func `an anonymous sign-in gives a token, an id, 100 credits and seven days`() throws {
    var client = Conversation()
    let reply = client.signInReply(client: "c")
    let data = try #require(reply.json["data"])
    #expect(reply.status == 200)
    #expect(reply.code == 0)
    let token = try #require(data["token"]?.string)
    #expect(token.hasPrefix("nmv_usr_"))
    #expect(token.utf8.count == 8 + 43)
    let user = try #require(data["user_id"]?.string)
    #expect(user.hasPrefix("anon_"))
    #expect(user.utf8.count == 5 + 16)
    #expect(data["credits"] == 100)
    // 1,900,000,000 s is 2030-03-17T17:46:40Z.
    #expect(data["expires_at"] == "2030-03-24T17:46:40Z")
  }

  @Test func `a missing or long client id is 400 twice over`() {
    var client = Conversation()
    for id in [nil, "", String(repeating: "x", count: 65)] {
      let reply = client.signInReply(client: id)
      #expect(reply.status == 400)
      #expect(reply.code == 400)
    }
    #expect(client.signInReply(client: String(repeating: "x", count: 64)).status == 200)
  }

  @Test func `a client signs in once in seven days, and then again`() {
    var client = Conversation()
    client.signIn(client: "c")
    client.newSession()
    let old = client.token
    client.wait(seconds: Self.week - 1)
    let early = client.signInReply(client: "c")
    #expect(early.status == 429)
    #expect(early.code == 429)
    #expect(early.headers[.retryAfter] == "1")
    #expect(client.credits() == [100, 0, 100])
    client.wait(seconds: 1)
    #expect(client.get("/api/credits/balance/simple").code == 1001)
    client.signIn(client: "c")
    #expect(client.token != old)
    // The account is the same one, so the session is still there.
    #expect(client.state()["draft"] == [:])
  }

  @Test func `an address has ten sign-ins, and only forwarded addresses count`() {
    var client = Conversation()
    for number in 1...10 {
      let reply = client.signInReply(client: "c\(number)", from: "203.0.113.9, 10.0.0.1")
      #expect(reply.status == 200)
    }
    let refused = client.signInReply(client: "c11", from: "203.0.113.9")
    #expect(refused.status == 429)
    #expect(refused.headers[.retryAfter] == "604800")
    #expect(client.signInReply(client: "c11", from: "203.0.113.10").status == 200)
    for number in 20..<40 { #expect(client.signInReply(client: "c\(number)").status == 200) }
  }

  @Test(arguments: [
    nil, "Bearer", "Bearer ", "Bearer abc", "Basic nmv_usr_abcdefghijkl",
    "Bearer nmv_usr_has space!", "Bearer clm_abcdefghijklmnop",
  ])
  func `a missing or malformed bearer is 1001 in an HTTP 200`(authorization: String?) {
    var client = Conversation()
    var headers: HTTPFields = [:]
    headers[.authorization] = authorization
    let reply = client.send("GET", "/api/credits/balance/simple", headers: headers)
    #expect(reply.status == 200)
    #expect(reply.code == 1001)
    #expect(reply.json["message"]?.string?.isEmpty == false)
  }

  @Test func `a well-formed bearer becomes a registered account, unless tokens are strict`() {
    var client = Conversation()
    client.token = "nmv_usr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
    #expect(client.credits() == [1_100, 0, 1_100])
    var strict = Dialect.seed
    strict.strictTokens = true
    var other = Conversation(dialect: strict)
    other.token = client.token
    #expect(other.get("/api/credits/balance/simple").code == 1001)
  }

  @Test func `a claim token opens a session's project and no endpoint`() throws {
    var client = Conversation.open()
    let task = client.get("/api/state/nemo_agent/me/\(client.session)/latest").json["data"]?[
      "task_id"]
    let reply = client.post(
      "/api/auth/claim-token",
      ["task_id": try #require(task), "session_id": .string(client.session)])
    let claim = try #require(reply.json["data"]?["claim_token"]?.string)
    #expect(claim.hasPrefix("clm_"))
    #expect(reply.json["data"]?["expires_in"] == 604_800)
    client.token = claim
    #expect(client.get("/api/credits/balance/simple").code == 1001)
  }

  @Test func `errors follow the dialect`() {
    for (errors, status) in [(Dialect.Errors.mixed, 200), (.http, 401), (.envelope200, 200)] {
      var dialect = Dialect.seed
      dialect.errors = errors
      var client = Conversation(dialect: dialect)
      #expect(client.get("/api/credits/balance/simple").status == status)
      #expect(client.get("/api/credits/balance/simple").code == 1001)
      #expect(client.signInReply(client: nil).status == (errors == .envelope200 ? 200 : 400))
    }
  }

  // MARK: Credits

  @Test func `a first edit freezes 50 while it runs and has spent them after`() {
    var client = Conversation.open()
    _ = client.upload("demo.mp4", .recording)
    let (_, id) = client.messageExchange("add a title")
    #expect(client.credits() == [50, 50, 100])
    _ = client.read(id)
    #expect(client.credits() == [50, 0, 50])
    _ = client.say("make it vertical")
    #expect(client.credits() == [50, 0, 50])
    #expect(client.world.acceptedRuns(session: client.session) == 2)
    #expect(client.world.checkInvariants() == [])
  }

  @Test func `a generation costs 100 and covers the session's editing`() {
    var client = Conversation.open()
    _ = client.say("generate a 10 second video of a city timelapse")
    #expect(client.credits() == [0, 0, 0])
    let turn = client.say("make the title blue simulate talkative")
    #expect(turn.refusal == nil)
    #expect(client.credits() == [0, 0, 0])
  }

  @Test func `too few credits are 2001 before any tool runs`() {
    var client = Conversation.open()
    _ = client.say("generate a video of rain")
    let before = client.draft()
    client.newSession()
    _ = client.upload("demo.mp4", .recording)
    let turn = client.say("add a title")
    #expect(turn.refusal?["code"] == 2001)
    #expect(turn.frames == [])
    #expect(client.draft() == [:])
    #expect(client.world.acceptedRuns() == 1)
    #expect(client.world.acceptedRuns(session: client.session) == 0)
    #expect(before != [:])
  }

  @Test func `talk and edits that change nothing are runs, and free`() {
    var client = Conversation.open()
    _ = client.upload("plain.mp4", .plainVideo)
    let talk = client.say("hello")
    #expect(talk.texts.count == 1)
    let none = client.say("highlight the clicks")
    #expect(none.texts.first?.contains("found no clicks") == true)
    #expect(client.draft() == [:])
    #expect(client.credits() == [100, 0, 100])
    #expect(client.world.acceptedRuns() == 2)
  }

  @Test func `a message sent twice during a run is billed twice`() {
    var client = Conversation.open()
    _ = client.upload("demo.mp4", .recording)
    let (_, one) = client.messageExchange("add a title")
    let (_, two) = client.messageExchange("add a title \"B\"")
    #expect(client.credits() == [0, 100, 100])
    _ = client.read(one)
    _ = client.read(two)
    #expect(client.credits() == [0, 0, 0])
    #expect(client.world.acceptedRuns(session: client.session) == 2)
  }

  @Test(arguments: 0..<40)
  func `promise 6: credits are conserved along any journey`(seed: UInt64) {
    var dialect = Dialect.seed
    dialect.onDisconnect = seed % 2 == 0 ? .continue : .cancel
    var client = Conversation.open(seed: seed, dialect: dialect)
    var dice = SeededGenerator(seed: seed, stream: "journey")
    let messages = [
      "add a title", "make it vertical", "hello", "generate a video of rain", "trim to 5 seconds",
      "add captions", "speed 2x", "remove the title",
    ]
    for _ in 0..<30 {
      switch Int.random(in: 0..<8, using: &dice) {
      case 0: client.newSession()
      case 1: _ = client.upload("demo.mp4", .recording)
      case 2:
        let (plan, id) = client.messageExchange(messages.randomElement(using: &dice)!)
        guard case .frames = plan.body else { continue }
        client.wait(seconds: Int64.random(in: 0..<20, using: &dice))
        client.world.clientLeft(id, at: client.now)
      case 3: client.wait(seconds: Int64.random(in: 0..<100, using: &dice))
      case 4: client.token = "nmv_usr_registered\(Int.random(in: 0..<3, using: &dice))"
      default: _ = client.say(messages.randomElement(using: &dice)!)
      }
      #expect(client.world.checkInvariants() == [])
    }
    while let due = client.world.nextDue { client.settle(until: due) }
    #expect(client.world.checkInvariants() == [])
    #expect(client.credits()[1] == 0)
    #expect(client.world.runs.isEmpty)
  }
}
