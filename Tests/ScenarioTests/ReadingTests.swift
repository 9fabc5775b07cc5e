import Foundation
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

/// What each key of a file means.
@Suite struct ReadingTests {
  private func file(_ text: String) throws -> ScenarioFile {
    try ScenarioFile(text: text, name: "test.yaml")
  }

  @Test func `an empty file is the default world`() throws {
    for text in ["", "# nothing but a comment\n", "{}"] {
      let file = try file(text)
      #expect(file.scenario == Scenario())
      #expect(file.dialect == .seed)
      #expect(file.seed == nil && file.pace == nil && file.start == nil)
    }
  }

  @Test func `everything but the rules`() throws {
    let file = try file(
      """
      title: A title
      summary: "2001"
      seed: 18446744073709551615
      clock: {pace: instant, start: 2030-01-01T00:00:00Z}
      dialect: {preset: adk, heartbeat: comment, silentEditPercent: 5, strictTokens: on}
      silence: always
      account: {kind: registered, plan: free, credits: 70, tokenLife: 1.5m}
      renders: {duration: 2m, fail: [1, 3...4]}
      """)
    var dialect = Dialect.adk
    dialect.heartbeat = .comment
    dialect.silentEditPercent = 5
    dialect.strictTokens = true
    var scenario = Scenario()
    scenario.silence = .always
    scenario.account.kind = .registered
    scenario.account.plan = .free
    scenario.account.credits = 70
    scenario.account.tokenSeconds = 90
    scenario.renderSeconds = 120
    scenario.failedRenders = [1, 3, 4]
    #expect(file.title == "A title")
    #expect(file.summary == "2001")
    #expect(file.seed == .max)
    #expect(file.pace == .instant)
    #expect(file.start == WallTime(iso8601: "2030-01-01T00:00:00Z"))
    #expect(file.dialect == dialect)
    #expect(file.scenario == scenario)
  }

  @Test func `the name of a preset is a dialect`() throws {
    #expect(try file("dialect: hostile").dialect == .hostile)
  }

  @Test func `refusals and answers`() throws {
    let scenario = try file(
      """
      rules:
        - {of: upload, at: [1, 3], refuse: 503, retryAfter: 5s}
        - {of: state, refuse: 1002}
        - {of: balance, at: 2...3, answer: {json: {code: 0, data: {available: 7000000000000000001, note: "7", no: ~}}}}
        - {of: poll-render, at: every, answer: {status: 502, headers: {Content-Type: text/html}, text: "<h1>Bad</h1>"}}
        - {of: message, saying: hello, answer: {base64: "AAH/"}}
      """
    ).scenario
    #expect(
      scenario.refusals == [
        PlannedRefusal(of: .upload, with: 503, at: [1, 3], retryAfterSeconds: 5),
        PlannedRefusal(of: .state, with: 1002),
      ])
    let json = try #require(
      JSONText(
        "{\"code\":0,\"data\":{\"available\":7000000000000000001,\"note\":\"7\",\"no\":null}}"))
    let html = PlannedResponse(
      status: 502, headers: [.init(name: "Content-Type", value: "text/html")],
      body: Array("<h1>Bad</h1>".utf8))
    #expect(
      scenario.answers == [
        PlannedAnswer(to: .balance, at: [2, 3], .response(.json(json))),
        PlannedAnswer(to: .pollRender, .response(html)),
        PlannedAnswer(
          to: .message, saying: "hello", .response(PlannedResponse(body: [0, 1, 255]))),
      ])
  }

  @Test func `a stream with every kind of event`() throws {
    let scenario = try file(
      """
      rules:
        - of: message
          at: 2
          saying: crop
          charge: 30
          heartbeats: 10s
          stream:
            - {at: 200ms, text: Hello.}
            - {call: edit_multitrack, arguments: {a: [1, true, x]}}
            - {at: 1.5s, edit: crop to 16:9}
            - {at: 1.5s, result: edit_multitrack, value: {status: ok}, artifact: a.mp4}
            - {at: 1m, heartbeat: true}
            - {raw: "data: x\\r\\n\\r\\n"}
            - {base64: /w==}
            - {at: 1h, end: reset}
            - {at: 2h, edit: add a title}
        - {of: message, stream: [{failure: It broke.}, {end: stall}]}
      """
    ).scenario
    let arguments = try #require(JSONText("{\"a\":[1,true,\"x\"]}"))
    let value = try #require(JSONText("{\"status\":\"ok\"}"))
    let stream = PlannedStream(
      [
        .init(at: .milliseconds(200), .text("Hello.")),
        .init(at: .milliseconds(200), .call(tool: "edit_multitrack", arguments: arguments)),
        .init(at: .milliseconds(1_500), .edit("crop to 16:9")),
        .init(
          at: .milliseconds(1_500), .result(tool: "edit_multitrack", value, artifact: "a.mp4")),
        .init(at: .seconds(60), .heartbeat),
        .init(at: .seconds(60), .raw(Array("data: x\r\n\r\n".utf8))),
        .init(at: .seconds(60), .raw([255])),
        .init(at: .seconds(3_600), .end(.reset)),
        .init(at: .seconds(7_200), .edit("add a title")),
      ], price: .credits(30), heartbeatInterval: .seconds(10))
    let failing = PlannedStream([
      .init(at: .zero, .failure("It broke.")), .init(at: .zero, .end(.stall)),
    ])
    #expect(
      scenario.answers == [
        PlannedAnswer(to: .message, at: [2], saying: "crop", .stream(stream)),
        PlannedAnswer(to: .message, .stream(failing)),
      ])
  }

  @Test func `faults of the catalogue`() throws {
    let scenario = try file(
      """
      faults:
        - {fault: silent-close}
        - {fault: cut-inside-frame, of: message, at: [2], percent: 30, during: 10s...2m, afterEvents: 3}
      """
    ).scenario
    #expect(
      scenario.faults == [
        try PlannedFault("silent-close"),
        try PlannedFault(
          "cut-inside-frame", of: .message, at: [2], percent: 30, seconds: 10...120,
          settings: ["afterEvents": 3]),
      ])
  }

  @Test func `what is expected at the end`() throws {
    let file = try file(
      """
      expect:
        runs: 1...
        credits: {available: 50, frozen: 0, spent: 10...50}
        renders: {submitted: 2, completed: 1, failed: 1}
        draft: {duration: 2.9s...3.1s, video: 1, title: 0}
        requests: {message: 1, poll-render: 2...10}
        refusals: {1001: 1, 503: 0...2}
        faults: {silent-close: 1}
        journal: {draft-changed: 2}
      """)
    var expected = Expectations()
    expected.acceptedRuns = 1...Int.max
    expected.credits.available = 50...50
    expected.credits.frozen = 0...0
    expected.credits.spent = 10...50
    expected.renders.submitted = 2...2
    expected.renders.completed = 1...1
    expected.renders.failed = 1...1
    expected.draft.milliseconds = 2_900...3_100
    expected.draft.segments = [.init(.video, 1...1), .init(.title, 0...0)]
    expected.requests = [.init(.message, 1...1), .init(.pollRender, 2...10)]
    expected.refusals = [.init(1001, 1...1), .init(503, 0...2)]
    expected.faults = [.init("silent-close", 1...1)]
    expected.journal = [.init(.draftChanged, 2...2)]
    #expect(file.expectations == expected)
  }

  @Test func `an alias repeats what its anchor stands for`() throws {
    let scenario = try file(
      """
      rules:
        - {of: upload, at: &first [1], refuse: 503}
        - {of: state, at: *first, refuse: 503}
      """
    ).scenario
    #expect(scenario.refusals.map(\.numbers) == [[1], [1]])
  }

  @Test func `the fingerprint follows the text`() throws {
    let one = try file("seed: 1")
    #expect(one.fingerprint == (try file("seed: 1")).fingerprint)
    #expect(one.fingerprint != (try file("seed: 2")).fingerprint)
    #expect(one.fingerprint.count == 16)
  }
}

/// What `Simulator/README.md` says of scenario files is so.
@Suite struct ReadmeTests {
  private static func readme() throws -> String {
    try String(contentsOfFile: Clips.packageFolder + "/Simulator/README.md", encoding: .utf8)
  }

  @Test func `its example can be read, and means what its comments say`() throws {
    let text = try Self.readme()
    let start = try #require(text.range(of: "```yaml\n"))
    let end = try #require(text.range(of: "\n```", range: start.upperBound..<text.endIndex))
    let example = String(text[start.upperBound..<end.lowerBound])
    let file = try ScenarioFile(text: example, name: "README.md")
    #expect(file.title == "Reset")
    #expect(file.scenario.answers.first?.numbers == [2])
    #expect(file.scenario.answers.first?.words == "title")
    #expect(file.scenario.faults.map(\.settings) == [["afterEvents": 2]])
    #expect(file.expectations.acceptedRuns == 2...2)
  }

  @Test func `it names every scenario of the library, every operation and every kind of entry`()
    throws
  {
    let text = try Self.readme()
    let names =
      ScenarioLibrary.names + PlannedRefusal.Operation.allCases.map(\.rawValue)
      + JournalEntry.Kind.all.map(\.rawValue)
    for name in names { #expect(text.contains("`\(name)`"), "\(name)") }
  }
}
