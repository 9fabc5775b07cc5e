import HTTPTypes
import Testing

@testable import NemoSimulator

/// Section 19, rows 3, 4, 10, 27 and 28.
struct AnswerSwitchTests {
  @Test func `row 3: an answer may be bare, and an error is not`() {
    var client = Conversation.opened { $0.envelope = .bare }
    #expect(
      client.get("/api/credits/balance/simple").text
        == #"{"available":100,"frozen":0,"total":100}"#)
    #expect(client.get("/api/state/nemo_agent/me/1/latest").code == 1002)
  }

  /// The four forms, with the status of 1001, 1002, 402 and 429.
  @Test(
    arguments: [
      (.mixed, [200, 200, 402, 429]), (.http, [401, 404, 402, 429]),
      (.envelope200, [200, 200, 200, 200]), (.fastapiDetail, [401, 404, 402, 429]),
    ] as [(Dialect.Errors, [Int])])
  func `row 4: errors travel by status, by body or by both`(
    errors: Dialect.Errors, statuses: [Int]
  ) {
    var client = Conversation.opened { $0.errors = errors }
    let words = ["1001", "1002", "402", "429"]
    let replies = words.map { word in
      let (plan, _) = client.messageExchange("simulate \(word)")
      return client.reply(plan)
    }
    #expect(replies.map(\.status) == statuses)
    if errors == .fastapiDetail {
      #expect(replies.allSatisfy { $0.code == nil && $0.json["detail"]?.string != nil })
    } else {
      #expect(replies.map(\.code) == [1001, 1002, 402, 429])
    }
  }

  @Test func `row 4: the framework's bodies are those of a stock ADK server`() {
    var client = Conversation.open(dialect: .adk)
    client.session = "no-such-one"
    let unknown = client.messageExchange("hello")
    let reply = client.reply(unknown.0)
    #expect(reply.status == 404)
    #expect(reply.headers[.contentType] == "application/json")
    #expect(reply.text == #"{"detail":"Session not found: no-such-one"}"#)
    // Seen in the cassette `adk-errors`.
    let bare = client.post("/run_sse", ["app_name": "nemo_agent"])
    #expect(bare.status == 422)
    #expect(
      bare.text
        == #"{"detail":[{"type":"missing","loc":["body","userId"],"msg":"Field required","#
        + #""input":{"app_name":"nemo_agent"}},{"type":"missing","loc":["body","sessionId"],"#
        + #""msg":"Field required","input":{"app_name":"nemo_agent"}}]}"#)
  }

  @Test func `row 4: credits that are used up keep their code inside of detail`() {
    var client = Conversation.opened { $0.errors = .fastapiDetail }
    let (plan, _) = client.messageExchange("simulate 2001")
    let reply = client.reply(plan)
    #expect(reply.status == 402)
    #expect(
      reply.text
        == #"{"detail":{"code":2001,"message":"This was asked for with \"simulate 2001\"."}}"#)
  }

  @Test func `row 4: a request that is long is not repeated in the answer`() {
    var client = Conversation.opened { $0.errors = .fastapiDetail }
    let long = client.post("/run_sse", ["x": .string(String(repeating: "x", count: 5_000))])
    #expect(long.status == 422)
    #expect(long.bytes.count < 1_000)
  }

  @Test(
    arguments: [(.on, "user_id"), (.off, nil), (.bindID, "bind_id")]
      as [(
        Dialect.SessionUserID, String?
      )])
  func `row 10: a new session tells its user, or not`(
    value: Dialect.SessionUserID, key: String?
  ) {
    var client = Conversation.opened { $0.sessionUserID = value }
    let data = client.post("/api/tasks/me/with-session/nemo_agent", [:]).data
    for name in ["user_id", "bind_id"] {
      #expect((data[name]?.string?.hasPrefix("anon_") == true) == (name == key))
    }
    #expect(data["session_id"] != nil)
  }

  @Test func `row 27: generated clips are among the video infos, or not`() {
    for value in [Dialect.VideoInfosGenerated.on, .off] {
      var client = Conversation.opened { $0.videoInfosGenerated = value }
      _ = client.say("generate a video of rain")
      #expect(client.state()["video_infos"]?.array?.count == (value == .on ? 1 : 0))
      #expect(client.state()["generated_media"]?.array?.count == 1)
    }
  }

  @Test func `row 28: a state may have the seed's three keys and no others`() {
    var client = Conversation.opened { $0.stateFields = .seedMinimal }
    #expect(
      client.get("/api/state/nemo_agent/me/\(client.session)/latest").text
        == #"{"code":0,"data":{"state":{"draft":{},"video_infos":[],"generated_media":[]}}}"#)
  }
}
