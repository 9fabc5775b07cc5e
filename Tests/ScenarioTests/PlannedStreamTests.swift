import HTTPTypes
import NemoSimulator
import NemoTesting
import NemoTime
import Testing

/// What a planned stream does on the wire and in the world.
@Suite struct PlannedStreamTests {
  private static func message(_ stream: String, _ keys: String = "") -> String {
    "rules: [{of: message, \(keys) stream: [\(stream)]}]"
  }

  @Test func `events come at their times, in the form of the dialect`() async throws {
    let text = Self.message(
      """
      {at: 1s, call: crop, arguments: {ratio: "16:9"}}, {at: 2.5s, result: crop, value: {n: 1}},
      {at: 2.5s, raw: "event: x\\ndata: y\\n\\n"}, {at: 3s, text: Done.}
      """)
    let reply = try await withScenario(text) { try await $0.say("anything") }
    #expect(reply.status == 200)
    #expect(reply.headers[.contentType] == "text/event-stream; charset=utf-8")
    #expect(
      reply.chunks == [
        "1000 data: {\"type\":\"tool_call\",\"name\":\"crop\",\"args\":{\"ratio\":\"16:9\"}}\n\n",
        "2500 data: {\"type\":\"tool_result\",\"name\":\"crop\",\"result\":{\"n\":1}}\n\n",
        "2500 event: x\ndata: y\n\n",
        "3000 data: {\"type\":\"text\",\"content\":\"Done.\"}\n\n",
      ])
    #expect(reply.failure == nil)
  }

  @Test func `in ADK's dialect a result answers the call of its tool`() async throws {
    let text =
      "dialect: adk\n"
      + Self.message("{call: a}, {call: b}, {result: a}, {result: b}, {result: c}, {failure: no}")
    let reply = try await withScenario(text) { try await $0.say("anything") }
    let ids = reply.body.matches(of: /(functionCall|functionResponse)":\{"id":"(adk-[0-9a-f-]+)?"/)
      .map { $0.2.map(String.init) ?? "none" }
    #expect(ids.count == 5)
    #expect(Array(ids.prefix(2)) == Array(ids.dropFirst(2).prefix(2)))
    #expect(ids[0] != ids[1])
    #expect(reply.body.contains("\"errorMessage\":\"no\""))
    #expect(reply.body.contains("{\"error\": \"RuntimeError: no\""))
  }

  @Test func `heartbeats fill what is silent, and only until the end`() async throws {
    let text = Self.message(
      "{at: 25s, text: Hm.}, {at: 30s, heartbeat: true}, {at: 35s, end: close}, {at: 90s, edit: crop to 1:1}",
      "heartbeats: 10s,")
    let reply = try await withScenario(text) { try await $0.say("anything") }
    #expect(
      reply.chunks == [
        "10000 data: {\"type\":\"heartbeat\"}\n\n", "20000 data:\n\n",
        "25000 data: {\"type\":\"text\",\"content\":\"Hm.\"}\n\n",
        "30000 data: {\"type\":\"heartbeat\"}\n\n",
      ])
  }

  @Test(arguments: [("cut", "short"), ("reset", "reset"), ("garble", "malformed")])
  func `a stream that breaks off has sent what came before`(end: String, code: String) async throws
  {
    let text = Self.message("{at: 1s, text: One.}, {at: 2s, end: \(end)}")
    let reply = try await withScenario(text) { try await $0.say("anything") }
    #expect(reply.chunks == ["1000 data: {\"type\":\"text\",\"content\":\"One.\"}\n\n"])
    #expect(reply.failure?.rawValue == code)
  }

  @Test func `a stream that stalls stays open until somebody gives up`() async throws {
    let text = Self.message("{at: 1s, text: One.}, {at: 2s, end: stall}")
    let isOpen = try await withScenario(text) { client in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        group.addTask {
          _ = try await client.say("anything")
          return false
        }
        group.addTask {
          try await client.backend.time.sleep(for: .seconds(10_000))
          return true
        }
        defer { group.cancelAll() }
        return try await group.next() ?? false
      }
    }
    #expect(isOpen)
  }

  // MARK: In the world

  @Test func `the draft changes at the said time, whether or not anybody listens`() async throws {
    let text = Self.message(
      "{at: 3s, end: reset}, {at: 12.4s, edit: 'add a title \"Late\"'}, {at: 13s, edit: crop to 1:1}"
    )
    let (early, late, entries) = try await withScenario(text) { client in
      _ = try await client.say("anything")
      try await client.backend.time.sleep(for: .seconds(9))
      let early = try await client.state()
      try await client.backend.time.sleep(for: .seconds(2))
      let late = try await client.state()
      return (early, late, client.backend.world?.journal ?? [])
    }
    #expect(!early.contains("Late"))
    #expect(late.contains("Late") && late.contains("1:1"))
    let changed = entries.filter { $0.kind == .draftChanged }.map(\.at)
    let accepted = entries.first { $0.kind == .runAccepted }.map(\.at)
    #expect(
      changed
        == [12_400, 13_000].compactMap { time in accepted.map { $0 + .milliseconds(time) } })
  }

  @Test(arguments: [
    ("", "{at: 1s, edit: crop to 1:1}", [50, 0]),
    ("", "{at: 1s, edit: generate a 5 second video of a lake}", [0, 0]),
    ("", "{at: 1s, text: Hello.}", [100, 0]),
    ("charge: 30,", "{at: 1s, text: Hello.}", [70, 0]),
    ("charge: 0,", "{at: 1s, edit: crop to 1:1}", [100, 0]),
    // A run that fails costs nothing.
    ("charge: 30,", "{at: 1s, failure: It broke.}", [100, 0]),
  ])
  func `a run costs what its edits cost, or what is said`(
    keys: String, stream: String, expected: [Int]
  ) async throws {
    let (credits, runs, broken) = try await withScenario(Self.message(stream, keys)) { client in
      _ = try await client.say("anything")
      let data = try await client.balance().json["data"] as? [String: Any]
      let credits = ["available", "frozen"].compactMap { data?[$0] as? Int }
      let world = client.backend.world
      return (credits, world?.acceptedRuns(), world?.checkInvariants())
    }
    #expect(credits == expected)
    #expect(runs == 1)
    #expect(broken == [])
  }

  @Test func `a price that nobody can pay is refused with 2001`() async throws {
    let (reply, runs) = try await withScenario(Self.message("{text: a}", "charge: 101,")) {
      client in (try await client.say("anything"), client.backend.world?.acceptedRuns())
    }
    #expect(reply.code == 2001)
    #expect(runs == 0)
  }

  @Test func `edits after a failure are left undone, those before it stay`() async throws {
    let text = Self.message(
      "{at: 1s, edit: 'add a title \"First\"'}, {at: 2s, failure: It broke.}, "
        + "{at: 3s, edit: 'add a title \"Second\"'}", "at: 1,")
    let (state, next) = try await withScenario("silence: never\n" + text) { client in
      _ = try await client.say("anything")
      try await client.backend.time.sleep(for: .seconds(60))
      let next = try await client.say("make the title red").body
      return (try await client.state(), next)
    }
    #expect(state.contains("First"))
    #expect(!state.contains("Second"))
    #expect(next.contains("Changed the title"))
  }

  @Test func `an edit that the agent does not understand is noted`() async throws {
    let entries = try await withScenario(Self.message("{edit: abracadabra}")) { client in
      _ = try await client.say("anything")
      return client.backend.world?.journal.filter { $0.kind == .scenario } ?? []
    }
    #expect(entries.map(\.detail) == ["an edit of a planned stream changes nothing"])
  }

  @Test func `later edits of the same world build on the planned ones`() async throws {
    let text = Self.message("{at: 1s, edit: 'add a title \"Mine\"'}", "at: 1,")
    let body = try await withScenario(text) { client in
      _ = try await client.say("anything")
      return try await client.say("make the title red, simulate talkative").body
    }
    #expect(body.contains("Changed the title"))
  }

  // MARK: Which messages

  @Test func `the number and the words choose the message`() async throws {
    let text = """
      rules:
        - {of: message, at: 2, stream: [{text: Second.}]}
        - {of: message, saying: "the WORDS", stream: [{text: Words.}]}
        - {of: message, at: 4, saying: never said, stream: [{text: Never.}]}
      """
    let replies = try await withScenario(text) { client in
      var replies: [String] = []
      for message in ["hello", "say the words", "Say The Words!", "hello"] {
        replies.append(try await client.say(message).body)
      }
      return replies
    }
    #expect(replies[0].contains("Hello") && replies[3].contains("Hello"))
    #expect(replies[1] == "data: {\"type\":\"text\",\"content\":\"Second.\"}\n\n")
    #expect(replies[2] == "data: {\"type\":\"text\",\"content\":\"Words.\"}\n\n")
  }
}
