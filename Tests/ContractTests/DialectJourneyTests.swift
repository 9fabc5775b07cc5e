import NemoClient
import NemoSimulator
import NemoTime
import Testing

/// Every preset of the simulator, and every single switch, in front of the client's wire types: what
/// the one emits the other reads.
@Suite struct DialectJourneyTests {
  /// The presets and, on top of the default, every value of every switch by itself.
  static let dialects: [(name: String, dialect: Dialect)] = {
    var all = Dialect.presets.map { ($0.name, $0.dialect) }
    for one in DialectSwitch.all {
      for value in one.values {
        var dialect = Dialect.seed
        if one.set(value, in: &dialect) { all.append(("\(one.name)=\(value)", dialect)) }
      }
    }
    return all
  }()

  private func opened(_ dialect: Dialect) throws -> (SimulatedBackend, session: String) {
    var backend = SimulatedBackend(dialect)
    let signedIn = backend.send(.signIn(clientID: "c"))
    let signIn = try SignIn(status: signedIn.status, body: signedIn.body)
    #expect(signIn.credits == 100)
    backend.token = signIn.token
    let created = backend.send(.createSession(name: "project", language: "en"))
    let session = try SessionCreated(status: created.status, body: created.body)
    #expect(session.sessionID.utf8.count == 19)
    #expect(session.taskID?.isEmpty == false)
    return (backend, session.sessionID)
  }

  @Test(arguments: dialects.map(\.name))
  func `a whole journey can be read in every dialect`(name: String) throws {
    let dialect = try #require(Self.dialects.first { $0.name == name }?.dialect)
    var (backend, session) = try opened(dialect)
    try upload(&backend, session)
    let events = backend.say(
      "crop to 16:9 and add a title \"Tips\" simulate talkative", in: session)
    #expect(
      told(events) == [
        "Cropped to 16:9 (1920x1080). Added the title \"Tips\" (0-3s). Your clip is ready. Click "
          + "Export in the top right corner, or open the timeline panel to preview it."
      ])
    #expect(!events.contains { if case .failure = $0 { true } else { false } })
    let draft = try state(&backend, session)
    let balance = backend.send(.credits())
    let credits = try Balance(status: balance.status, body: balance.body)
    #expect(credits.available == (dialect.costs == .small ? 98 : 50))
    #expect(credits.total == credits.available)
    guard dialect.plan == .skillExportFree else {
      let submit = backend.send(.submitRender(id: "r1", sessionID: session, draft: draft.bytes))
      #expect(try code { try RenderStatus(of: .submitRender, submit) } == 402)
      return
    }
    try export(draft, &backend, session)
  }

  private func upload(_ backend: inout SimulatedBackend, _ session: String) throws {
    let reply = backend.upload("my demo.mp4", to: session)
    let answer = try UploadAnswer(status: reply.status, body: reply.body)
    let file = try #require(answer.files.first)
    #expect(answer.files.count == 1)
    #expect(file.filename == "my demo.mp4")
    #expect(file.url == "http://sim.test/media/aa11/my%20demo.mp4")
  }

  /// What a person is shown, without what a client leaves out after normal output (section 19, row
  /// 39).
  private func told(_ events: [AgentEvent]) -> [String] {
    events.compactMap { event in
      switch event {
      case .text("I encountered a temporary issue"), .aggregate("I encountered a temporary issue"):
        nil
      case .text(let text), .aggregate(let text): text
      default: nil
      }
    }
  }

  private func state(_ backend: inout SimulatedBackend, _ session: String) throws -> Draft {
    let reply = backend.send(.state(sessionID: session))
    let state = try SessionState(status: reply.status, body: reply.body)
    #expect(state.media.map(\.filename) == ["my demo.mp4"])
    let draft = try #require(state.draft)
    #expect(draft.isExportable)
    #expect(
      draft.tracks.map { $0.segments.map { "\($0.startMilliseconds)-\($0.endMilliseconds)" } }
        == [["0-16000"], ["0-3000"]])
    #expect(draft.tracks.last?.segments.first?.text == "Tips")
    return draft
  }

  private func export(
    _ draft: Draft, _ backend: inout SimulatedBackend, _ session: String
  ) throws {
    let submitted = try RenderStatus(
      of: .submitRender,
      backend.send(.submitRender(id: "r1", sessionID: session, draft: draft.bytes)))
    #expect(submitted.id ?? "r1" == "r1")
    #expect(submitted.status == .pending)
    backend.wait(seconds: 5)
    let working = try RenderStatus(of: .renderStatus, backend.send(.renderStatus(id: "r1")))
    #expect(working.status == .processing)
    #expect(working.outputURL == nil)
    backend.wait(seconds: 40)
    let done = try RenderStatus(of: .renderStatus, backend.send(.renderStatus(id: "r1")))
    #expect(done.status == .completed)
    #expect(done.progress == 100)
    #expect(done.outputURL == "http://sim.test/render-result/r1.mp4")
    let download = backend.send(.download(renderID: "r1"))
    guard !download.isFile else { return }
    #expect(try RenderStatus(of: .download, download).outputURL == done.outputURL)
  }

  // MARK: Refusals

  private func code(_ work: () throws -> some Any) throws -> Int? {
    do {
      _ = try work()
      return nil
    } catch let refusal as BackendRefusal {
      return refusal.code.rawValue
    }
  }

  private func refusal(_ events: [AgentEvent]) -> Int? {
    guard events.count == 1, case .refusal(let refusal)? = events.first else { return nil }
    return refusal.code.rawValue
  }

  @Test(arguments: Dialect.presets.map(\.name) + ["errors=http", "errors=fastapiDetail"])
  func `every refusal is the same one in every dialect`(name: String) throws {
    let dialect = try #require(Self.dialects.first { $0.name == name }?.dialect)
    var (backend, session) = try opened(dialect)
    let unknown = "7000000000000000009"
    #expect(refusal(backend.say("hello", in: unknown)) == 1002)
    let state = backend.send(.state(sessionID: unknown))
    #expect(try code { try SessionState(status: state.status, body: state.body) } == 1002)
    let draft = Array(#"{"t":[{"tt":0,"sg":[{"d":1000}]}]}"#.utf8)
    let submit = backend.send(.submitRender(id: "r", sessionID: unknown, draft: draft))
    #expect(try code { try RenderStatus(of: .submitRender, submit) } == 1002)
    let large = backend.upload("too-large.mp4", to: session)
    #expect(try code { try UploadAnswer(status: large.status, body: large.body) } == 4002)
    let odd = backend.upload("a.exe", to: session)
    #expect(try code { try UploadAnswer(status: odd.status, body: odd.body) } == 4001)
    let expected: [(String, Int)] = [
      ("1001", 1001), ("1002", 1002), ("2001", 2001), ("4001", 4001), ("4002", 4002),
      ("402", 402), ("429", 429), ("503", 503),
    ]
    for (word, code) in expected {
      #expect(refusal(backend.say("simulate \(word)", in: session)) == code, "\(word)")
    }
    backend.token = "nmv_usr_"
    let balance = backend.send(.credits())
    #expect(try code { try Balance(status: balance.status, body: balance.body) } == 1001)
    backend.token = nil
    let long = backend.send(.signIn(clientID: String(repeating: "c", count: 65)))
    #expect(try code { try SignIn(status: long.status, body: long.body) } == 400)
  }

  @Test(arguments: Dialect.presets.map(\.name))
  func `out of credits is 2001 and never 402, in every dialect`(name: String) throws {
    var dialect = try #require(Dialect.preset(named: name))
    dialect.costs = .vendor
    var (backend, session) = try opened(dialect)
    _ = backend.say("generate a video of rain", in: session)
    backend.wait(seconds: 400)
    let another = backend.send(.createSession(name: "b", language: "en"))
    let second = try SessionCreated(status: another.status, body: another.body).sessionID
    #expect(refusal(backend.say("generate a video of snow", in: second)) == 2001)
  }

  @Test(arguments: dialects.map(\.name))
  func `a failed run is told as a failure in every dialect`(name: String) throws {
    let dialect = try #require(Self.dialects.first { $0.name == name }?.dialect)
    var (backend, session) = try opened(dialect)
    try upload(&backend, session)
    let events = backend.say("add a title simulate failed run", in: session)
    let failures = events.compactMap { event in
      if case .failure(let refusal) = event { refusal } else { nil }
    }
    if dialect.streamError == .text {
      #expect(told(events) == ["Error: the tool \"edit_multitrack\" broke"])
    } else {
      #expect(!failures.isEmpty)
      #expect(told(events).isEmpty)
      for failure in failures {
        #expect(failure.code == .unspecified)
        #expect(failure.message?.contains("the tool \"edit_multitrack\" broke") == true)
      }
    }
    let state = backend.send(.state(sessionID: session))
    #expect(try SessionState(status: state.status, body: state.body).draft == nil)
    let balance = backend.send(.credits())
    #expect(try Balance(status: balance.status, body: balance.body).available == 100)
  }
}

extension RenderStatus {
  fileprivate init(of endpoint: Endpoint, _ reply: SimulatedBackend.Reply) throws {
    try self.init(of: endpoint, status: reply.status, body: reply.body)
  }
}
