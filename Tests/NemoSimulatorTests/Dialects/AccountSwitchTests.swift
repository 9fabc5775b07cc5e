import HTTPTypes
import NemoTime
import Testing

@testable import NemoSimulator

/// Section 19, rows 11 to 18, 29, 30 and 33.
struct AccountSwitchTests {
  private func keys(_ json: JSON) -> [String] {
    guard case .object(let members) = json else { return [] }
    return members.map(\.key)
  }

  @Test func `row 11: a sign-in may answer with token and credits alone`() {
    var full = Conversation()
    #expect(
      keys(full.signInReply(client: "c").data) == ["token", "user_id", "expires_at", "credits"])
    var minimal = Conversation(dialect: .changed { $0.signInFields = .minimal })
    #expect(keys(minimal.signInReply(client: "c").data) == ["token", "credits"])
  }

  @Test func `row 12: a token may last for ever, and then nothing is said of its end`() {
    var client = Conversation(dialect: .changed { $0.tokenTTL = .never })
    #expect(keys(client.signInReply(client: "c").data) == ["token", "user_id", "credits"])
    client.signIn(client: "d")
    client.wait(seconds: 30 * 86_400)
    #expect(client.credits() == [100, 0, 100])
    var weekly = Conversation()
    weekly.signIn()
    weekly.wait(seconds: 7 * 86_400)
    #expect(weekly.get("/api/credits/balance/simple").code == 1001)
  }

  @Test func `row 12: an endless token can be revoked by the magic word`() {
    var client = Conversation.opened { $0.tokenTTL = .never }
    _ = client.say("hello simulate expired token")
    #expect(client.get("/api/credits/balance/simple").code == 1001)
  }

  @Test func `row 13: five sign-ins an hour for an address, whatever the client`() {
    var client = Conversation(dialect: .changed { $0.limits = .hourly })
    for _ in 0..<5 { #expect(client.signInReply(client: "c", from: "192.0.2.1").status == 200) }
    let sixth = client.signInReply(client: "d", from: "192.0.2.1")
    #expect(sixth.status == 429)
    #expect(sixth.headers[.retryAfter] == "3600")
    #expect(client.signInReply(client: "d", from: "192.0.2.2").status == 200)
    client.wait(seconds: 3_600)
    #expect(client.signInReply(client: "d", from: "192.0.2.1").status == 200)
  }

  @Test func `row 13: without limits everybody signs in, and nobody gets new credits by it`() {
    var client = Conversation.uploaded { $0.limits = .off }
    _ = client.say("add a title")
    for _ in 0..<20 {
      #expect(client.signInReply(client: "client-1", from: "192.0.2.1").data["credits"] == 50)
    }
  }

  @Test func `row 14: a second sign-in is 429, or gives the same token`() {
    var client = Conversation()
    _ = client.signInReply(client: "c")
    let refused = client.signInReply(client: "c")
    #expect(refused.status == 429)
    #expect(refused.code == 429)
    var other = Conversation(dialect: .changed { $0.repeatSignIn = .sameToken })
    let token = other.signInReply(client: "c").data["token"]
    #expect(token != nil)
    #expect(other.signInReply(client: "c").data["token"] == token)
  }

  private func exportWithoutHeaders(_ client: inout Conversation) -> Int {
    let body: JSON = [
      "id": "r1", "sessionId": .string(client.session), "draft": client.draft(),
    ]
    return client.send("POST", "/api/render/proxy/lambda", headers: [:], body: .bytes(body.bytes))
      .status
  }

  @Test func `row 16: an anonymous token with all scopes exports without attribution`() {
    var client = Conversation.uploaded { $0.anonScopes = .all }
    _ = client.say("add a title")
    #expect(exportWithoutHeaders(&client) == 200)
    var limited = Conversation.uploaded { _ in }
    _ = limited.say("add a title")
    #expect(exportWithoutHeaders(&limited) == 402)
  }

  @Test(
    arguments: [(.export402, 0, 402), (.strict, 1001, 402), (.off, 0, 200)]
      as [(
        Dialect.Attribution, Int, Int
      )])
  func `row 17: requests without attribution`(
    attribution: Dialect.Attribution, code: Int, export: Int
  ) {
    var client = Conversation.uploaded { $0.attribution = attribution }
    _ = client.say("add a title")
    #expect(client.send("GET", "/api/credits/balance/simple", headers: [:]).code == code)
    #expect(client.send("GET", "/api/credits/balance/simple").code == 0)
    #expect(exportWithoutHeaders(&client) == export)
  }

  @Test func `row 18: on the free plan 402 whatever the headers, but not for who has registered`() {
    var client = Conversation.uploaded { $0.plan = .freeBlocked }
    _ = client.say("add a title")
    let refused = client.submit("r1")
    #expect(refused.status == 402)
    #expect(refused.code == 402)
    client.token = "nmv_usr_registered"
    client.newSession()
    _ = client.upload("demo.mp4", .recording)
    _ = client.say("add a title")
    #expect(client.submit("r1").status == 200)
  }

  @Test func `row 29: small prices, by the length of the video`() {
    var client = Conversation.uploaded { $0.costs = .small }
    _ = client.say("add a title")
    #expect(client.credits() == [98, 0, 98])
    _ = client.say("trim to 10 seconds")
    #expect(client.credits() == [97, 0, 97])
    _ = client.say("hello")
    #expect(client.credits() == [97, 0, 97])
    #expect(
      [0, 1, 15_000, 15_001, 60_000, 60_001, 900_000].map(Credits.smallCost)
        == [1, 1, 1, 2, 4, 5, 5])
  }

  @Test func `row 30: a balance may have no total`() {
    var client = Conversation.opened { $0.balanceTotal = .none }
    #expect(
      client.get("/api/credits/balance/simple").text
        == #"{"code":0,"data":{"available":100,"frozen":0}}"#)
  }

  @Test func `row 33: claim tokens may not exist`() {
    var client = Conversation.opened { $0.claimToken = .notFound }
    let task = client.get("/api/state/nemo_agent/me/\(client.session)/latest").data["task_id"]
    let claim: JSON = ["task_id": task ?? .null, "session_id": .string(client.session)]
    #expect(client.post("/api/auth/claim-token", claim).status == 404)
  }
}
