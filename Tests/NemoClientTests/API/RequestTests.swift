import HTTPTypes
import NemoClient
import NemoHTTP
import NemoTime
import Testing

@Suite struct RequestTests {
  private func redirect(_ location: String) -> ScriptedBackend.Reply {
    .init(status: 307, headers: [.location: location])
  }

  @Test func `promise 3: a redirect to another host loses the token`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.credits: [redirect("/elsewhere")],
          "GET api.invalid/elsewhere": [redirect("https://other.invalid/balance")],
          "GET other.invalid/balance": [.json(Sample.balance)],
        ])
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN"))
      #expect(try await connection.credits().available == 50)
      #expect(
        backend.seen.map { $0.headers[.authorization] }
          == ["Bearer nmv_usr_GIVEN", "Bearer nmv_usr_GIVEN", nil])
    }
  }

  @Test(arguments: ["http://api.invalid/plain", "ftp://api.invalid/", "https://user:pw@other/"])
  func `a redirect that would lose encryption or names no web page is not taken`(
    location: String
  ) async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.credits: [redirect(location)]])
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN"))
      await #expect(throws: NemoError.self) { try await connection.credits() }
      #expect(backend.seen.allSatisfy { $0.route == Sample.credits })
    }
  }

  @Test func `promise 7: a circle of redirects ends`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time, [Sample.credits: [redirect("/api/credits/balance/simple")]])
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN"))
      await #expect(throws: NemoError.self) { try await connection.credits() }
      // Six requests an attempt, and a reading call has three attempts.
      #expect(backend.seen.count == 18)
    }
  }

  @Test func `a POST is not redirected`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.createSession: [redirect("/elsewhere")]])
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN"))
      await #expect(throws: NemoError.self) { try await connection.newSession() }
      #expect(backend.seen.map(\.route) == [Sample.createSession])
    }
  }

  @Test func `a call that only reads is repeated after a break and after a gateway's error`()
    async throws
  {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.credits: [
            .failure(TransportFailure(.reset, sent: .possibly)),
            .json("<html>", status: 503), .json(Sample.balance),
          ]
        ])
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN"))
      #expect(try await connection.credits().frozen == 50)
      #expect(backend.seen.map(\.at) == [.zero, .seconds(1), .seconds(4)])
    }
  }

  @Test func `a new session carries its name and language, and is remembered`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.createSession: [.json(Sample.session)]])
      let store = MemoryClientStore()
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, store: store, suppliedToken: "nmv_usr_GIVEN"))
      let session = try await connection.newSession(firstMessage: "给视频加标题")
      // Contract section 5.2.
      #expect(backend.seen.first?.text == #"{"task_name":"project","language":"zh"}"#)
      #expect(await session.stored.id == "7000000000000000001")
      #expect(store.lastSession()?.taskID == "task_sim1")
      #expect(store.lastSession()?.createdAt == VirtualTime.defaultOrigin)
    }
  }

  @Test(
    arguments: [
      (nil, "add a title", "en"), (nil, nil, "en"), (nil, "加 title", "zh"),
      (nil, "動画にタイトルを", "en"), ("ja", "加标题", "ja"), (" ", "加标题", "zh"),
    ] as [(String?, String?, String)])
  func `the language is as told, else as the first message shows, else English`(
    given: String?, message: String?, expected: String
  ) {
    #expect(SessionLanguage.choose(given: given, firstMessage: message) == expected)
  }

  @Test func `the API may stand under a path`() async throws {
    try await VirtualTime.run { time in
      let route = "GET 127.0.0.1:8787/__w/test1/api/credits/balance/simple"
      let backend = ScriptedBackend(time, [route: [.json(Sample.balance)]])
      var configuration = ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN")
      configuration.baseURL = "http://127.0.0.1:8787/__w/test1/"
      _ = try await Connection.open(configuration).credits()
      #expect(backend.seen.map(\.route) == [route])
    }
  }

  @Test func `an address that is none is told at once`() async throws {
    try await VirtualTime.run { time in
      var configuration = ClientConfiguration(ScriptedBackend(time, [:]), time)
      configuration.baseURL = "mega-api-prod.nemovideo.ai"
      let wrong = configuration
      let error = await #expect(throws: NemoError.self) { try await Connection.open(wrong) }
      #expect(error?.code == .badConfiguration)
    }
  }
}
