import NemoTime
import Testing

@testable import NemoSimulator

/// Contract sections 7 and 8: what a stream carries and when.
struct RunTests {
  private func uploaded(seed: UInt64 = 1, dialect: Dialect = .seed) -> Conversation {
    var client = Conversation.open(seed: seed, dialect: dialect)
    _ = client.upload("demo.mp4", .recording)
    return client
  }

  @Test func `an edit streams calls and results and then text that talks of a GUI`() {
    var client = uploaded()
    let turn = client.say("crop to 16:9 and add a title \"Tips\" simulate talkative")
    let kinds = turn.frames.filter { $0 != "data:\n\n" && !$0.contains("heartbeat") }
    #expect(
      kinds == [
        #"data: {"type":"tool_call","name":"edit_multitrack","args":{"operation":"start_draft"}}"#
          + "\n\n",
        #"data: {"type":"tool_result","name":"edit_multitrack","#
          + #""result":{"status":"ok","segments":1}}"# + "\n\n",
        #"data: {"type":"tool_call","name":"edit_multitrack","args":{"operation":"crop"}}"#
          + "\n\n",
        #"data: {"type":"tool_result","name":"edit_multitrack","#
          + #""result":{"status":"ok","segments":1}}"# + "\n\n",
        #"data: {"type":"tool_call","name":"edit_multitrack","args":{"operation":"add_title"}}"#
          + "\n\n",
        #"data: {"type":"tool_result","name":"edit_multitrack","#
          + #""result":{"status":"ok","segments":2}}"# + "\n\n",
        "data: {\"type\":\"text\",\"content\":\"Cropped to 16:9 (1920x1080). Added the title "
          + "\\\"Tips\\\" (0-3s). Your clip is ready. Click Export in the top right corner, or "
          + "open the timeline panel to preview it.\"}\n\n",
      ])
    #expect(turn.end == .closed)
    #expect((10...31).contains(turn.seconds))
  }

  @Test func `a Chinese message is answered in Chinese`() {
    var client = uploaded()
    let turn = client.say("加标题《快速入门》 simulate talkative")
    #expect(turn.texts == ["已添加标题《快速入门》（0-3秒）。视频已准备好。点击导出按钮即可下载，或打开时间线面板预览。"])
  }

  @Test func `the magic words decide whether an edit is silent`() {
    for seed in 0..<20 as Range<UInt64> {
      var client = uploaded(seed: seed)
      let silent = client.say("add a title, simulate silent")
      #expect(silent.texts == [])
      #expect(client.draft() != [:])
      #expect(client.say("make it vertical simulate talkative").texts.count == 1)
    }
  }

  @Test func `about 30 percent of edits are silent`() {
    let silent = (0..<1_000 as Range<UInt64>).count { seed in
      var client = uploaded(seed: seed)
      return client.say("add a title").texts.isEmpty
    }
    #expect((260...340).contains(silent), "\(silent) of 1000")
  }

  @Test func `a text answer takes 5 to 15 seconds`() {
    for seed in 0..<30 as Range<UInt64> {
      var client = uploaded(seed: seed)
      #expect((5...15).contains(client.say("hello").seconds))
    }
  }

  @Test func `a generation has two stages in one stream, and heartbeats between`() {
    var client = Conversation.open()
    let turn = client.say("generate a 10 second video of a city timelapse")
    #expect((100...330).contains(turn.seconds))
    #expect(turn.texts.count == 2)
    #expect(
      turn.texts.first
        == "Generated \"city timelapse\" (10s). I will add music and a title now.")
    #expect(turn.texts.last?.hasPrefix("Added Lo-fi music at 35% volume. Added the title") == true)
    let beats = turn.frames.filter { $0 == "data:\n\n" || $0.contains("heartbeat") }
    #expect(beats.count >= 9)
    #expect(Set(beats) == ["data:\n\n", "data: {\"type\":\"heartbeat\"}\n\n"])
    let tracks = client.draft()["t"]?.array?.compactMap { $0["n"]?.string }
    #expect(tracks == ["Video", "BGM", "Title"])
    #expect(client.state()["generated_media"]?.array?.count == 1)
  }

  @Test(
    arguments: [
      (.typed, ["data: {\"type\":\"heartbeat\"}\n\n"]), (.empty, ["data:\n\n"]),
      (.comment, [": heartbeat\n\n"]), (.none, []),
    ] as [(Dialect.Heartbeat, Set<String>)])
  func `heartbeats follow the dialect`(heartbeat: Dialect.Heartbeat, forms: Set<String>) {
    var dialect = Dialect.seed
    dialect.heartbeat = heartbeat
    var client = Conversation.open(dialect: dialect)
    let turn = client.say("generate a video of rain")
    #expect(Set(turn.frames.filter { !$0.contains("tool_") && !$0.contains("text") }) == forms)
  }

  @Test func `a draft changes when the tool's result is due, whether or not anyone listens`() {
    var client = uploaded()
    let (_, id) = client.messageExchange("add a title")
    client.wait(seconds: 1)
    #expect(client.draft() == [:])
    client.world.clientLeft(id, at: client.now)
    client.wait(seconds: 31)
    #expect(client.draft()["t"]?.array?.count == 2)
    #expect(client.credits() == [50, 0, 50])
    #expect(client.world.exchanges.isEmpty)
  }

  @Test func `a dialect may cancel what a client leaves`() {
    var dialect = Dialect.seed
    dialect.onDisconnect = .cancel
    var client = uploaded(dialect: dialect)
    let (_, id) = client.messageExchange("add a title")
    client.wait(seconds: 1)
    client.world.clientLeft(id, at: client.now)
    client.wait(seconds: 60)
    #expect(client.draft() == [:])
    #expect(client.credits() == [100, 0, 100])
    #expect(client.world.nextDue == nil)
  }

  @Test func `a message during a run waits for it, and then works on its result`() {
    var client = uploaded()
    let (_, one) = client.messageExchange("trim to 10 seconds")
    let (_, two) = client.messageExchange("trim to the first 4 seconds")
    let second = client.read(two)
    #expect(second.frames.first?.contains("tool_call") == true || !second.frames.isEmpty)
    _ = client.read(one)
    #expect(client.draft()["d"] == 4_000)
  }

  @Test func `a dialect may reject a message during a run`() {
    var dialect = Dialect.seed
    dialect.concurrentTurn = .reject
    var client = uploaded(dialect: dialect)
    _ = client.messageExchange("add a title")
    #expect(client.say("make it vertical").refusal?["code"] == 409)
    #expect(client.world.acceptedRuns() == 1)
  }

  @Test func `a driver that jumps from due to due completes all work`() {
    var client = uploaded()
    _ = client.messageExchange("add a title")
    _ = client.messageExchange("generate a video of rain")
    var jumps = 0
    while let due = client.world.nextDue, jumps < 100 {
      client.settle(until: due)
      jumps += 1
    }
    #expect(jumps < 100)
    #expect(client.world.checkInvariants() == [])
    #expect(client.draft()["t"]?.array?.isEmpty == false)
  }

  // MARK: Which draft

  @Test func `a named file starts its own draft, and naming it again goes on with it`() {
    var client = uploaded()
    _ = client.upload("other.mp4", .plainVideo)
    _ = client.say("add a title to demo.mp4")
    #expect(client.draft()["t"]?.array?.first?["sg"]?.array?.first?["m"]?["title"] == "demo.mp4")
    _ = client.say("crop other.mp4 to 1:1")
    #expect(client.draft()["t"]?.array?.first?["sg"]?.array?.first?["m"]?["title"] == "other.mp4")
    #expect(client.draft()["t"]?.array?.count == 1)
    _ = client.say("add a title to other.mp4")
    #expect(client.draft()["m"]?["ratio"] == "1:1")
    #expect(client.draft()["t"]?.array?.count == 2)
  }

  @Test func `a new upload starts a new draft; the first edit takes the newest`() {
    var client = uploaded()
    _ = client.upload("other.mp4", .plainVideo)
    _ = client.say("make it square")
    #expect(client.draft()["d"] == 10_000)
    _ = client.upload("third.mp4", .recording)
    _ = client.say("make it square")
    #expect(client.draft()["d"] == 16_000)
  }

  @Test func `without a video an edit asks for one`() {
    var client = Conversation.open()
    #expect(client.say("add a title").texts == [Wording.nothingToEdit(.english)])
    #expect(client.credits() == [100, 0, 100])
  }

  @Test func `all clips can be joined`() {
    var client = uploaded()
    _ = client.upload("other.mp4", .plainVideo)
    _ = client.say("join all clips and add a dissolve transition")
    let clips = client.draft()["t"]?.array?.first?["sg"]?.array
    #expect(clips?.compactMap { $0["s"]?.int } == [0, 16_000])
    #expect(clips?.last?["m"]?["transition"]?["kind"] == "dissolve")
    #expect(clips?.first?["m"]?["transition"] == nil)
  }

  // MARK: The same again

  private func journey(_ seed: UInt64) -> [UInt8] {
    var client = uploaded(seed: seed)
    _ = client.say("crop to 9:16, add a title and lo-fi music at 35%")
    _ = client.say("trim the pauses")
    _ = client.say("generate a video of rain")
    _ = client.state()
    _ = client.submit("render_1")
    client.wait(seconds: 10)
    _ = client.get("/api/render/proxy/lambda/render_1")
    return client.transcript
  }

  @Test(arguments: 0..<10)
  func `the same seed gives the same bytes, and another seed others`(seed: UInt64) {
    #expect(journey(seed) == journey(seed))
    #expect(journey(seed) != journey(seed + 1))
  }

  @Test func `the journal counts runs and keeps no secrets`() {
    var client = uploaded()
    _ = client.say("add a title \"Private words\"")
    let kinds = client.world.journal.map(\.kind)
    #expect(kinds.contains(.runAccepted))
    #expect(kinds.contains(.draftChanged))
    #expect(kinds.contains(.runFinished))
    for entry in client.world.journal {
      #expect(!entry.detail.contains("nmv_usr_"))
      #expect(!entry.detail.contains("Private"))
      #expect(!entry.detail.contains("client-1"))
    }
  }
}
