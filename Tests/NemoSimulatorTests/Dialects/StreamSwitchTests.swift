import Testing

@testable import NemoSimulator

/// Section 19, rows 5 to 8, 23, 24 and 39, and section 7.6: what a stream carries.
struct StreamSwitchTests {
  /// The frames of one edit of one sentence.
  private func edit(_ change: (inout Dialect) -> Void) -> [String] {
    var client = Conversation.uploaded {
      $0.heartbeat = .none
      change(&$0)
    }
    return client.say("highlight the clicks simulate talkative").frames
  }

  private static let sentence =
    "Highlighted 5 cursor clicks. Your clip is ready. Click Export in the top right corner, or "
    + "open the timeline panel to preview it."

  @Test func `row 5: plain frames have a text and nothing else`() {
    #expect(edit { $0.frames = .plain } == ["data: {\"text\":\"\(Self.sentence)\"}\n\n"])
  }

  @Test func `row 5: mixed frames take each dialect in turn`() {
    let kinds = edit { $0.frames = .mixed }.map { frame in
      if frame.hasPrefix("data: {\"type\":") { return "typed" }
      return frame.contains("\"author\":\"nemo_agent\"") ? "adk" : "plain"
    }
    // The second call would be a plain frame, and those know of no tools.
    #expect(kinds == ["typed", "adk", "typed", "typed"] + Array(repeating: "adk", count: 7))
    var client = Conversation.opened { $0.frames = .mixed }
    let frames = client.say("generate a 5 second video of rain").frames
    #expect(frames.contains { $0.hasPrefix("data: {\"text\":\"Generated") })
  }

  @Test(
    arguments: [
      (.typed, ["data: {\"type\":\"heartbeat\"}\n\n"]), (.empty, ["data:\n\n"]),
      (.word, ["data: heartbeat\n\n"]), (.named, ["event: heartbeat\n\n"]),
      (.comment, [": heartbeat\n\n"]),
      (.alternate, ["data: {\"type\":\"heartbeat\"}\n\n", "data:\n\n"]),
      (
        .every,
        [
          "data: {\"type\":\"heartbeat\"}\n\n", "data:\n\n", "data: heartbeat\n\n",
          "event: heartbeat\n\n", ": heartbeat\n\n",
        ]
      ), (.none, []),
    ] as [(Dialect.Heartbeat, [String])])
  func `row 6: heartbeats have many forms`(heartbeat: Dialect.Heartbeat, forms: [String]) {
    var client = Conversation.opened { $0.heartbeat = heartbeat }
    let frames = client.say("generate a video of rain").frames
      .filter { !$0.contains("tool_") && !$0.contains("\"text\"") }
    #expect(Array(frames.prefix(forms.count)) == forms)
    #expect(Set(frames) == Set(forms))
  }

  @Test func `row 7: a frame may announce the end`() {
    #expect(edit { $0.doneFrame = .on }.last == "data: {\"type\":\"done\"}\n\n")
    #expect(!edit { _ in }.contains { $0.contains("done") })
  }

  private func message(
    _ client: inout Conversation, _ members: (String, JSON?)...
  ) -> Conversation.Reply {
    var body: [JSON.Member] = [
      .init(key: "new_message", value: ["parts": [["text": "hello"]]])
    ]
    for (key, value) in members { value.map { body.append(.init(key: key, value: $0)) } }
    let (plan, _) = client.exchange("POST", "/run_sse", body: .bytes(JSON.object(body).bytes))
    return client.reply(plan)
  }

  @Test func `row 8: a message may have to name its user`() {
    for (value, status) in [(Dialect.StrictUserID.off, 200), (.on, 422)] {
      var client = Conversation.opened {
        $0.strictUserID = value
        $0.errors = .http
      }
      let session = JSON.string(client.session)
      let unnamed = message(&client, ("app_name", "nemo_agent"), ("session_id", session))
      #expect(unnamed.status == status)
      let named = message(
        &client, ("app_name", "nemo_agent"), ("session_id", session), ("user_id", "me"))
      #expect(named.status == 200)
      let another = message(
        &client, ("app_name", "nemo_agent"), ("session_id", session), ("user_id", "anon_x"))
      #expect(another.status == 403)
    }
  }

  @Test func `an ADK server takes a message's keys in camelCase as well`() {
    for (value, status) in [(Dialect.MessageKeys.snake, 422), (.both, 200)] {
      var client = Conversation.opened { $0.messageKeys = value }
      let session = JSON.string(client.session)
      let reply = message(
        &client, ("appName", "nemo_agent"), ("userId", "me"), ("sessionId", session))
      #expect(reply.status == status)
    }
  }

  @Test func `row 23: a run whose client leaves goes on, or ends`() {
    for (value, credits) in [(Dialect.OnDisconnect.continue, 50), (.cancel, 100)] {
      var client = Conversation.uploaded { $0.onDisconnect = value }
      let (_, id) = client.messageExchange("add a title")
      client.wait(seconds: 1)
      client.world.clientLeft(id, at: client.now)
      client.wait(seconds: 60)
      #expect(client.credits() == [credits, 0, credits])
      #expect((client.draft() == [:]) == (value == .cancel))
    }
  }

  @Test func `row 24: a generation tells of both stages, or of its end alone`() {
    var two = Conversation.opened { _ in }
    #expect(two.say("generate a 10 second video of rain").texts.count == 2)
    var one = Conversation.opened { $0.stages = .one }
    let texts = one.say("generate a 10 second video of rain").texts
    #expect(texts.count == 1)
    #expect(texts.first?.hasPrefix("Generated \"rain\" (10s). Added Lo-fi music") == true)
  }

  @Test func `row 24: the second stage may come after the stream has closed`() {
    var client = Conversation.opened { $0.stageTwo = .afterClose }
    let turn = client.say("generate a 10 second video of rain")
    #expect(turn.end == .closed)
    #expect(turn.texts == ["Generated \"rain\" (10s). I will add music and a title now."])
    func tracks() -> [JSON] { client.draft()["t"]?.array?.compactMap { $0["n"] } ?? [] }
    #expect(tracks() == ["Video"])
    client.wait(seconds: 60)
    #expect(tracks() == ["Video", "BGM", "Title"])
    #expect(client.credits() == [0, 0, 0])
    #expect(client.world.checkInvariants() == [])
    #expect(client.world.runs.isEmpty)
  }

  @Test func `row 39: noise comes after normal output, and never alone`() {
    let frames = edit { $0.tailNoise = .on }
    #expect(
      frames.suffix(2) == [
        "data: {\"type\":\"text\",\"content\":\"\(Self.sentence)\"}\n\n",
        "data: {\"type\":\"text\",\"content\":\"I encountered a temporary issue\"}\n\n",
      ])
    var client = Conversation.uploaded { $0.tailNoise = .on }
    #expect(client.say("add a title simulate silent").texts.isEmpty)
  }

  // MARK: Failures inside a stream

  @Test(
    arguments: [
      (.bare, "data: {\"error\":\"the tool \\\"edit_multitrack\\\" broke\"}\n\n"),
      (.unescaped, "data: {\"error\": \"the tool \"edit_multitrack\" broke\"}\n\n"),
      (.named, "event: error\ndata: {\"error\":\"the tool \\\"edit_multitrack\\\" broke\"}\n\n"),
      (
        .text,
        "data: {\"type\":\"text\",\"content\":\"Error: the tool \\\"edit_multitrack\\\" broke\"}\n\n"
      ),
    ] as [(Dialect.StreamError, String)])
  func `section 7.6: a failed run says so in many ways`(form: Dialect.StreamError, frame: String) {
    var client = Conversation.uploaded { $0.streamError = form }
    let turn = client.say("add a title simulate failed run")
    #expect(turn.frames.last == frame)
    #expect(turn.end == .closed)
    #expect(client.draft() == [:])
    #expect(client.credits() == [100, 0, 100])
    // The next one is none the worse for it, and pays.
    #expect(client.say("add a title simulate talkative").texts.count == 1)
    #expect(client.credits() == [50, 0, 50])
    #expect(client.world.checkInvariants() == [])
  }

  @Test func `talk can fail too, without any tool`() {
    var client = Conversation.opened { _ in }
    let frames = client.say("hello simulate failed run").frames
    #expect(frames == [#"data: {"error":"the \"model\" broke"}"# + "\n\n"])
  }
}
