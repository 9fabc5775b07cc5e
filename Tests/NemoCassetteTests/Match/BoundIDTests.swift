import Testing

@testable import NemoCassette

/// Ids that a replayed client chooses anew.
struct BoundIDTests {
  private static let submit = "/api/render/proxy/lambda"
  private static func poll(_ id: String) -> String { submit + "/" + id }
  private static func body(_ id: String) -> String { "{\"id\":\"\(id)\"}" }

  private static let twoRenders = [
    Recorded("POST", submit, body("render_0000001"), answer: "one render_0000001"),
    Recorded("POST", submit, body("render_0000002"), answer: "two render_0000002"),
    Recorded("GET", poll("render_0000001"), answer: "1 of render_0000001"),
    Recorded("GET", poll("render_0000002"), answer: "1 of render_0000002"),
    Recorded("GET", poll("render_0000002"), answer: "2 of render_0000002"),
    Recorded("GET", poll("render_0000001"), answer: "2 of render_0000001"),
  ]

  @Test func `two renders polled in another order keep their own answers`() {
    var matcher = Matcher(Self.twoRenders)
    #expect(matcher.answer("POST", Self.submit, Self.body("mine_one")) == "one mine_one")
    #expect(matcher.answer("GET", Self.poll("mine_one")) == "1 of mine_one")
    #expect(matcher.answer("GET", Self.poll("mine_one")) == "2 of mine_one")
    #expect(matcher.answer("POST", Self.submit, Self.body("mine_two")) == "two mine_two")
    #expect(matcher.answer("GET", Self.poll("mine_one")) == nil)
    #expect(matcher.answer("GET", Self.poll("mine_two")) == "1 of mine_two")
    #expect(matcher.answer("GET", Self.poll("mine_two")) == "2 of mine_two")
    #expect(matcher.isUsed.allSatisfy { $0 })
  }

  @Test func `a client that takes the recorded ids the other way round gets them back so`() {
    var matcher = Matcher(Self.twoRenders)
    let (one, two) = ("render_0000001", "render_0000002")
    #expect(matcher.answer("POST", Self.submit, Self.body(two)) == "one render_0000002")
    #expect(matcher.answer("POST", Self.submit, Self.body(one)) == "two render_0000001")
    #expect(matcher.answer("GET", Self.poll(one)) == "1 of render_0000001")
    #expect(matcher.answer("GET", Self.poll(two)) == "1 of render_0000002")
  }

  @Test func `a poll before its submit is refused and spoils nothing`() {
    var matcher = Matcher(Self.twoRenders)
    #expect(matcher.answer("GET", Self.poll("mine_one")) == nil)
    #expect(matcher.answer("POST", Self.submit, Self.body("mine_one")) == "one mine_one")
    #expect(matcher.answer("GET", Self.poll("mine_one")) == "1 of mine_one")
  }

  @Test func `a tape that begins with a poll binds the id there`() {
    var matcher = Matcher([
      Recorded("GET", Self.poll("render_0000001"), answer: "1"),
      Recorded("GET", Self.poll("render_0000001"), answer: "2"),
    ])
    #expect(matcher.answer("GET", Self.poll("of-yesterday")) == "1")
    #expect(matcher.answer("GET", Self.poll("another-one")) == nil)
    #expect(matcher.answer("GET", Self.poll("of-yesterday")) == "2")
  }

  @Test func `a second render where one is recorded is one too many`() throws {
    var matcher = Matcher([Recorded("POST", Self.submit, Self.body("render_0000001"))])
    #expect(matcher.answer("POST", Self.submit, Self.body("mine_one")) == "")
    let error = #expect(throws: CassetteError.self) {
      try matcher.match(
        .init(
          method: "POST", url: backend + Self.submit,
          body: .bytes(Array(Self.body("mine_two").utf8))))
    }
    #expect(error?.code == .exhausted)
    #expect(error?.sentence.contains("request 2 of 1 recorded") == true)
  }

  @Test func `the same id in path, query and body is the same, and two are two`() {
    func request(_ a: String, _ b: String, _ c: String) -> Recorded {
      Recorded("POST", "\(Self.poll(a))?of=\(b)", "{\"again\":\"\(c)\"}", answer: "\(a)/\(b)")
    }
    let (one, two) = ("render_0000001", "render_0000002")
    var matcher = Matcher([
      Recorded("POST", Self.submit, Self.body(one)),
      Recorded("POST", Self.submit, Self.body(two)), request(one, two, one),
      request(one, one, one), request(one, one, one),
    ])
    func ask(_ a: String, _ b: String, _ c: String) -> String? {
      let asked = request(a, b, c)
      return matcher.answer(asked.method, asked.url, asked.body)
    }
    #expect(matcher.answer("POST", Self.submit, Self.body("mine_one")) == "")
    #expect(matcher.answer("POST", Self.submit, Self.body("mine_two")) == "")
    #expect(ask("mine_one", "mine_one", "mine_one") == "mine_one/mine_one")
    #expect(ask("mine_one", "mine_two", "mine_two") == nil)
    #expect(ask("mine_one", "mine_two", "mine_one") == "mine_one/mine_two")
    #expect(ask("mine_one", "mine_one", "mine_one") == "mine_one/mine_one")
    #expect(ask("mine_one", "mine_one", "mine_one") == nil)
  }

  @Test func `ids that begin with each other are kept apart, met in either order`() {
    for (first, second) in [("render_1", "render_12"), ("render_12", "render_1")] {
      var matcher = Matcher([
        Recorded("POST", Self.submit, Self.body(first), answer: "\(first) not \(second)"),
        Recorded("POST", Self.submit, Self.body(second), answer: "\(second) not \(first)"),
        Recorded("GET", Self.poll(first), answer: "\(first)-x x\(first) \(first)."),
      ])
      #expect(matcher.answer("POST", Self.submit, Self.body("mine-1")) == "mine-1 not \(second)")
      #expect(matcher.answer("POST", Self.submit, Self.body("mine-12")) == "mine-12 not mine-1")
      #expect(matcher.answer("GET", Self.poll("mine-1")) == "\(first)-x x\(first) mine-1.")
    }
  }

  @Test func `an id that an answer names before any request does is served as recorded`() {
    let id = "render_0000001"
    var matcher = Matcher([
      Recorded("GET", "/api/state/me", answer: "next \(id)"),
      Recorded("POST", "/run_sse", "{\"text\":\"go on with \(id)\"}", answer: "ok"),
      Recorded("POST", Self.submit, Self.body(id), answer: id),
      Recorded("GET", Self.poll(id), answer: "done \(id)"),
    ])
    #expect(matcher.answer("GET", "/api/state/me") == "next \(id)")
    // Not yet an id of the client's making, so a word like any other.
    #expect(matcher.answer("POST", "/run_sse", "{\"text\":\"go on with \(id)\"}") == "ok")
    #expect(matcher.answer("POST", Self.submit, Self.body("mine_one")) == "mine_one")
    #expect(matcher.answer("GET", Self.poll("mine_one")) == "done mine_one")
  }

  @Test func `a word that becomes an id later is compared as a word before`() {
    var matcher = Matcher([
      Recorded("POST", "/run_sse", "{\"text\":\"health check\"}", answer: "1"),
      Recorded("GET", "/api/render/proxy/health", answer: "2"),
      Recorded("POST", "/run_sse", "{\"text\":\"health check\"}", answer: "3"),
    ])
    #expect(matcher.answer("POST", "/run_sse", "{\"text\":\"health check\"}") == "1")
    #expect(matcher.answer("GET", "/api/render/proxy/health") == "2")
    #expect(matcher.answer("POST", "/run_sse", "{\"text\":\"health check\"}") == "3")
  }

  @Test func `an id is found behind an escape, and not when it is escaped itself`() {
    let search = IDSearch(["render_17"])
    func found(_ text: String) -> Int { search.occurrences(in: Array(text.utf8)).count }
    for text in [
      #""render_17""#, #"\nrender_17"#, #"\u002frender_17\n"#, #"\/render_17"#, "%2Frender_17%22",
      "a/render_17.mp4", "render_17", "é render_17é",
    ] {
      #expect(found(text) == 1, "\(text)")
    }
    for text in [
      "render_177", "xrender_17", "render_17_", #"\u0072ender_17"#, "%72ender_17", "render%5F17",
      "render_1", "",
    ] {
      #expect(found(text) == 0, "\(text)")
    }
  }

  @Test func `the client's own header id comes back, and a short one replaces nothing`() {
    func tape(_ header: String) -> Matcher {
      var recorded = Tape.of([
        Recorded("POST", "/sign-in", answer: "you are \(header), 0 of 01")
      ])
      recorded.exchanges[0].request.headers = [HeaderPair("X-Client-Id", header)]
      return Matcher(TapeIndex(recorded), name: "quick")
    }
    var long = tape("client-0000000001")
    #expect(
      long.answer("POST", "/sign-in", headers: [HeaderPair("x-client-id", "abc")])
        == "you are abc, 0 of 01")
    var short = tape("01")
    #expect(
      short.answer("POST", "/sign-in", headers: [HeaderPair("X-CLIENT-ID", "abc")])
        == "you are 01, 0 of 01")
  }

  /// A short header id that ends, or is, a part of other ids on the tape.
  @Test(arguments: ["001", "1", "000001", "0000000001", "client-00000001"])
  func `the header id never changes other words`(recordedID: String) {
    let session = "7000000000000000001"
    let words = "\(session) user_0000000001 x\(recordedID) \(recordedID)y 000001 0000000001"
    var recorded = Tape.of([
      Recorded("POST", "/sign-in", answer: words),
      Recorded("GET", "/api/state/\(session)", answer: "{\"session_id\":\(session)}"),
    ])
    recorded.exchanges[0].request.headers = [HeaderPair("X-Client-Id", recordedID)]
    var matcher = Matcher(TapeIndex(recorded), name: "quick")
    let client = [HeaderPair("X-Client-Id", "c-1")]
    #expect(matcher.answer("POST", "/sign-in", headers: client) == words)
    #expect(
      matcher.answer("GET", "/api/state/\(session)", headers: client)
        == "{\"session_id\":\(session)}")
  }

  @Test func `thousands of renders and of polls with one key are answered in order`() {
    let count = 1_000
    var recorded: [Recorded] = []
    for number in 1...count {
      let id = "render_\(1_000_000 + number)"
      recorded.append(Recorded("POST", Self.submit, Self.body(id), answer: id))
    }
    for number in 1...count {
      for poll in 1...2 {
        let id = "render_\(1_000_000 + number)"
        recorded.append(Recorded("GET", Self.poll(id), answer: "\(poll) of \(id)"))
      }
    }
    var matcher = Matcher(recorded)
    var wrong = 0
    for number in 1...count
    where
      matcher.answer("POST", Self.submit, Self.body("mine-\(number)x")) != "mine-\(number)x"
    { wrong += 1 }
    for poll in 1...2 {
      for number in (1...count).reversed()
      where
        matcher.answer("GET", Self.poll("mine-\(number)x")) != "\(poll) of mine-\(number)x"
      { wrong += 1 }
    }
    #expect(wrong == 0)
    #expect(matcher.isUsed.allSatisfy { $0 })
  }
}
