import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService
import Testing

/// The control's answers, and above all its refusals.
@Suite struct ControlTests {
  @Test func `worlds are made, listed, reset and deleted`() async throws {
    try await Stage.run { stage, _ in
      let made = try await stage.ask(
        .post, "/worlds",
        """
        {"name":"a","seed":18446744073709551615,"dialect":"adk","switches":{"heartbeat":"comment",
        "strictTokens":true,"sizeCap":1000},"scenario":"outOfCredits","starts_at_ms":86400000,
        "frozen":true,"scale":2.5}
        """)
      #expect(made.status == 201)
      #expect(
        made.text == """
          {"frozen":true,"lives":1,"name":"a","now":"1970-01-02T00:00:00Z","now_ms":86400000,\
          "runs":0,"scale":2.5,"seed":"18446744073709551615",\
          "started_at":"1970-01-02T00:00:00Z","url":"/__w/a"}
          """)
      let world = try stage.world("a")
      var expected = Dialect.adk
      expected.heartbeat = .comment
      expected.strictTokens = true
      expected.sizeCapBytes = 1_000
      #expect(world.world.dialect == expected)
      #expect(world.world.scenario == .outOfCredits)
      let reset = try await stage.ask(.post, "/worlds/a/reset", #"{"seed":"7","dialect":"seed"}"#)
      #expect(reset.member("seed") == "7" && reset.member("lives") == "2")
      #expect(world.world.dialect == .seed && world.world.scenario == .outOfCredits)
      let all = try await stage.ask(.get, "/worlds")
      #expect(all.text.contains(#""name":"default""#) && all.text.contains(#""name":"a""#))
      let gone = try await stage.ask(.delete, "/worlds/a")
      #expect(gone.text == #"{"deleted":"a"}"#)
      #expect(stage.host.worlds.count == 1)
    }
  }

  @Test func `health, version and the list of routes`() async throws {
    try await Stage.run { stage, _ in
      let health = try await stage.ask(.get, "/health")
      #expect(
        health.text
          == #"{"ok":true,"seed":"1852140911","service":"nemo-simulator","version":"1","worlds":1}"#
      )
      let version = try await stage.ask(.get, "/version")
      #expect(version.text == #"{"control":"v1","service":"nemo-simulator","version":"1"}"#)
      let list = try await stage.ask(.get, "")
      #expect(list.text.contains("/__sim/v1/worlds/{world}/clock/advance"))
    }
  }

  @Test func `a scenario is set by its name, and by the text of its file`() async throws {
    try await Stage.run { stage, _ in
      let path = "/worlds/default/scenario"
      let named = try await stage.ask(.put, path, "freePlan")
      #expect(named.text.contains(#""plan":"free""#))
      let library = try await stage.ask(.put, path, "silent-edit")
      #expect(library.status == 200 && !library.text.contains(#""unmet_expectations":[]"#))
      let read = try await stage.ask(
        .put, path, "silence: always\nseed: 5\ndialect: adk\nexpect: {runs: 3}\n")
      #expect(read.text.contains(#""silence":"always""#))
      #expect(read.text.contains(#""unmet_expectations":["Accepted runs"#))
      let world = stage.host.defaultWorld.world
      #expect(world.seed == 5 && world.dialect == .adk)
      let made = try await stage.ask(
        .post, "/worlds", #"{"name":"a","scenario":"silence: always","dialect":"hostile"}"#)
      #expect(made.status == 201)
      let other = try stage.world("a").world
      #expect(other.scenario.silence == .always && other.dialect == .hostile)
    }
  }

  @Test(arguments: [
    ("silence: always\nsead: 5\n", "scenario:2:1: sead: "), ("flakey", "The nearest is flaky."),
    ("/etc/hosts", "There is no scenario of this name"), ("./x.yaml", "no scenario of this name"),
  ])
  func `a scenario that cannot be read leaves the world as it is`(text: String, sentence: String)
    async throws
  {
    try await Stage.run { stage, _ in
      let answer = try await stage.ask(.put, "/worlds/default/scenario", text)
      #expect(answer.status == 400)
      #expect(answer.text.contains(sentence), "\(answer.text)")
      #expect(stage.host.defaultWorld.world.scenario == Scenario())
    }
  }

  @Test func `a shutdown is passed on, or refused where nobody can end`() async throws {
    let count = Locked(0)
    try await Stage.run {
      $0.control.onShutdown = { count.withLock { $0 += 1 } }
    } _: { stage, _ in
      let answer = try await stage.ask(.post, "/shutdown")
      #expect(answer.status == 202)
    }
    #expect(count.withLock { $0 } == 1)
    try await Stage.run { stage, _ in
      let answer = try await stage.ask(.post, "/shutdown")
      #expect(answer.status == 409)
    }
  }

  /// Method, path, body, status, and a part of the sentence.
  private static let bad: [(HTTPRequest.Method, String, String, Int, String)] = [
    (.get, "/wrlds", "", 404, "The nearest is GET /__sim/v1/worlds"),
    (.patch, "/worlds", "", 405, "takes GET or POST, not PATCH"),
    (.get, "/worlds/nobody", "", 404, "There is no world nobody. Create it"),
    (.get, "/worlds/a%20b", "", 400, "is no name of a world"),
    (.post, "/worlds", "", 400, "name is missing"),
    (.post, "/worlds", "[1]", 400, "but no object"),
    (.post, "/worlds", "{", 400, "not valid JSON"),
    (.post, "/worlds", #"{"name":1}"#, 400, "name is not a string"),
    (.post, "/worlds", #"{"name":"a","sed":1}"#, 400, #"The nearest is \"seed\""#),
    (.post, "/worlds", #"{"name":"a","seed":-1}"#, 400, "seed is not a whole number"),
    (.post, "/worlds", #"{"name":"a","seed":1.5}"#, 400, "seed is not a whole number"),
    (.post, "/worlds", #"{"name":"a","dialect":"x"}"#, 400, "Known are seed, apiReference"),
    (.post, "/worlds", #"{"name":"a","switches":{"errrors":"x"}}"#, 400, "The nearest is errors"),
    (.post, "/worlds", #"{"name":"a","switches":{"errors":"x"}}"#, 400, "errors takes mixed"),
    (.post, "/worlds", #"{"name":"a","switches":[]}"#, 400, "switches is not an object"),
    (.post, "/worlds", #"{"name":"a","scenario":"x"}"#, 400, "The nearest is"),
    (.post, "/worlds", #"{"name":"a","starts_at_ms":-5}"#, 400, "starts_at_ms is not a whole"),
    (.post, "/worlds", #"{"name":"a","frozen":1}"#, 400, "frozen is neither true nor false"),
    (.post, "/worlds", #"{"name":"a","scale":0}"#, 400, "scale is not a number from 0.001"),
    (.post, "/worlds", #"{"name":"default"}"#, 409, "There is a world default already"),
    (.delete, "/worlds/default", "", 409, "Reset it instead"),
    (.post, "/worlds/default/clock/freeze", #"{"x":1}"#, 400, "Send no body"),
    (.post, "/worlds/default/clock/scale", "", 400, "factor is missing"),
    (.post, "/worlds/default/clock/advance", "", 400, "Say either seconds or until_ms"),
    (.post, "/worlds/default/clock/advance", #"{"seconds":-1}"#, 400, "seconds is not a number"),
    (.post, "/worlds/default/clock/advance", #"{"seconds":1e300}"#, 400, "seconds is not a number"),
    (.post, "/worlds/default/clock/advance", #"{"until_ms":1}"#, 400, "until_ms is before now"),
    (.get, "/worlds/default/journal?kid=x", "", 400, #"The nearest is \"kind\""#),
    (.get, "/worlds/default/journal?after=x", "", 400, "after is not the number of an entry"),
    (.get, "/worlds/default/journal/tail?after=-1", "", 400, "after is not the number"),
    (.put, "/worlds/default/scenario", "", 400, "Send a scenario's name, or its file"),
    (.post, "/worlds/default/snapshots", "", 400, "name is missing"),
    (.post, "/worlds/default/snapshots", #"{"name":"a/b"}"#, 400, "is no name of a snapshot"),
    (.post, "/worlds/default/restore", #"{"snapshot":"x"}"#, 404, "There are none yet"),
    (.delete, "/snapshots/x", "", 404, "There is no snapshot x"),
  ]

  @Test(arguments: bad.indices)
  func `every bad request gets a status and a sentence, and changes nothing`(index: Int)
    async throws
  {
    let (method, path, body, status, sentence) = Self.bad[index]
    try await Stage.run { stage, _ in
      let answer = try await stage.ask(method, path, body)
      #expect(answer.status == status)
      #expect(answer.text.contains(sentence), "\(answer.text)")
      #expect(answer.fields[.contentType] == "application/json")
      #expect(stage.host.worlds.map(\.name.text) == ["default"])
    }
  }

  @Test func `a body that is too large is refused while it comes`() async throws {
    try await Stage.run { stage, _ in
      let answer = try await stage.ask(.post, "/worlds", String(repeating: " ", count: 2 << 20))
      #expect(answer.status == 413)
    }
  }

  // MARK: Browsers

  private static let site = HTTPField.Name("Sec-Fetch-Site")!

  private func ask(
    _ authority: String, _ fields: HTTPFields = [:]
  ) async throws -> Visitor.Answer {
    try await Stage.run { stage, _ in
      let head = HTTPRequest(
        method: .get, scheme: "http", authority: authority, path: "/__sim/v1/health",
        headerFields: fields)
      return try await Visitor.read(try await stage.control.send(TransportRequest(head: head)))
    }
  }

  @Test(arguments: ["127.0.0.1:8788", "localhost:1", "LOCALHOST", "[::1]:8788", "127.0.0.1"])
  func `this machine's own names are answered`(authority: String) async throws {
    let answer = try await ask(authority)
    #expect(answer.status == 200)
  }

  @Test(arguments: [
    "evil.example", "evil.example:8788", "127.0.0.1.evil.example", "localhost.evil:80", "",
    "127.0.0.1:80@evil.example", "0.0.0.0:8788",
  ])
  func `a name that somebody made point here is refused`(authority: String) async throws {
    let answer = try await ask(authority)
    #expect(answer.status == 403)
    #expect(answer.member("error") == "wrong-host")
  }

  @Test func `pages of other origins are refused, its own and programs are not`() async throws {
    let host = "127.0.0.1:8788"
    var statuses: [Int] = []
    for fields: HTTPFields in [
      [.origin: "http://127.0.0.1:8788"], [.origin: "http://127.0.0.1:9999"],
      [.origin: "https://evil.example"], [.origin: "null"], [Self.site: "cross-site"],
      [Self.site: "same-site"], [Self.site: "same-origin"], [Self.site: "none"],
    ] {
      statuses.append(try await ask(host, fields).status)
    }
    #expect(statuses == [200, 403, 403, 403, 403, 403, 200, 200])
  }
}
