import HTTPTypes
import NemoClient
import NemoHTTP
import NemoTime
import Testing

@Suite struct SignInTests {
  private let clientID = HTTPField.Name("X-Client-Id")!

  @Test func `without a token there is one anonymous sign-in with a client id`() async throws {
    try await VirtualTime.run { [clientID] time in
      let backend = ScriptedBackend(time, [Sample.signIn: [.json(Sample.token)]])
      let store = MemoryClientStore()
      _ = try await Connection.open(ClientConfiguration(backend, time, store: store))
      let request = try #require(backend.seen.first)
      #expect(backend.seen.count == 1)
      #expect(request.headers[clientID] == store.clientID())
      #expect(store.clientID()?.count == 36)
      #expect(request.headers[.authorization] == nil)
      #expect(request.body.isEmpty)
      let token = try #require(store.token())
      #expect(token.value == "nmv_usr_SIMULATED")
      #expect(token.userID == "anon_0000000000000001")
      #expect(token.expiresAt?.iso8601 == "2030-01-08T00:00:00Z")
    }
  }

  // Contract section 2.
  @Test func `every request carries the three attribution headers`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time, [Sample.signIn: [.json(Sample.token)], Sample.credits: [.json(Sample.balance)]])
      var configuration = ClientConfiguration(backend, time)
      configuration.identity = SkillIdentity(
        name: "video-cutter", version: "2.4.1", platform: .cursor)
      _ = try await Connection.open(configuration).credits()
      #expect(backend.seen.count == 2)
      for request in backend.seen {
        #expect(request.headers[HTTPField.Name("X-Skill-Source")!] == "video-cutter")
        #expect(request.headers[HTTPField.Name("X-Skill-Version")!] == "2.4.1")
        #expect(request.headers[HTTPField.Name("X-Skill-Platform")!] == "cursor")
      }
    }
  }

  // Contract section 3.3: a second sign-in within the week is answered 429.
  @Test func `a second run does not sign in again`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.signIn: [.json(Sample.token), Sample.error(429, status: 429)],
          Sample.credits: [.json(Sample.balance)],
        ])
      let store = MemoryClientStore()
      for _ in 0..<2 {
        let connection = try await Connection.open(
          ClientConfiguration(backend, time, store: store))
        #expect(try await connection.credits().available == 50)
      }
      #expect(backend.seen(Sample.signIn).count == 1)
      #expect(
        backend.seen(Sample.credits).map { $0.headers[.authorization] }
          == ["Bearer nmv_usr_SIMULATED", "Bearer nmv_usr_SIMULATED"])
    }
  }

  @Test func `an expired token is replaced with the same client id`() async throws {
    try await VirtualTime.run { [clientID] time in
      let backend = ScriptedBackend(time, [Sample.signIn: [.json(Sample.token)]])
      let store = MemoryClientStore()
      store.save(clientID: "the-client")
      store.save(
        token: StoredToken(
          value: "nmv_usr_OLD", userID: nil, expiresAt: time.wall, isAnonymous: true))
      _ = try await Connection.open(ClientConfiguration(backend, time, store: store))
      #expect(backend.seen(Sample.signIn).map { $0.headers[clientID] } == ["the-client"])
      #expect(store.token()?.value == "nmv_usr_SIMULATED")
    }
  }

  @Test func `without expires_at a token lasts seven days`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time, [Sample.signIn: [.json(#"{"code":0,"data":{"token":"nmv_usr_X"}}"#)]])
      let store = MemoryClientStore()
      _ = try await Connection.open(ClientConfiguration(backend, time, store: store))
      #expect(store.token()?.expiresAt?.iso8601 == "2026-01-08T00:00:00Z")
    }
  }

  @Test func `1001 signs in again and repeats the request once`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.signIn: [.json(Sample.token)],
          Sample.credits: [Sample.error(1001), .json(Sample.balance)],
        ])
      let store = MemoryClientStore()
      store.save(
        token: StoredToken(
          value: "nmv_usr_REVOKED", userID: nil, expiresAt: time.wall + .seconds(60),
          isAnonymous: true))
      let connection = try await Connection.open(ClientConfiguration(backend, time, store: store))
      #expect(try await connection.credits().total == 100)
      #expect(
        backend.seen(Sample.credits).map { $0.headers[.authorization] }
          == ["Bearer nmv_usr_REVOKED", "Bearer nmv_usr_SIMULATED"])
    }
  }

  @Test func `promise 4: a token that is rejected twice is an error after one new sign-in`()
    async throws
  {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time, [Sample.signIn: [.json(Sample.token)], Sample.credits: [Sample.error(1001)]])
      let connection = try await Connection.open(ClientConfiguration(backend, time))
      let error = await #expect(throws: NemoError.self) { try await connection.credits() }
      #expect(error?.code == .tokenRejected)
      #expect(backend.seen(Sample.credits).count == 2)
      #expect(backend.seen(Sample.signIn).count == 2)
    }
  }

  @Test func `a supplied token that is rejected is not replaced`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.credits: [Sample.error(1001, status: 401)]])
      let store = MemoryClientStore()
      let connection = try await Connection.open(
        ClientConfiguration(backend, time, store: store, suppliedToken: "nmv_usr_GIVEN\n"))
      let error = await #expect(throws: NemoError.self) { try await connection.credits() }
      #expect(error?.code == .tokenRejected)
      #expect(error?.context.isTokenSupplied == true)
      #expect(error?.description.contains("was not replaced by another") == true)
      #expect(error?.description.contains("--anonymous") == true)
      #expect(backend.seen.map(\.route) == [Sample.credits])
      #expect(backend.seen.first?.headers[.authorization] == "Bearer nmv_usr_GIVEN")
      #expect(store.token() == nil)
      #expect(!"\(error!) \(String(reflecting: error!))".contains("GIVEN"))
    }
  }

  @Test func `promise 4: 429 waits exactly 30 s, once`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.signIn: [Sample.error(429, status: 429)]])
      let error = await #expect(throws: NemoError.self) {
        try await Connection.open(ClientConfiguration(backend, time))
      }
      #expect(error?.code == .rateLimited)
      #expect(backend.seen.map(\.at) == [.zero, .seconds(30)])
      #expect(time.now.sinceOrigin == .seconds(30))
    }
  }

  @Test func `400 to a sign-in is answered with a new client id, once`() async throws {
    try await VirtualTime.run { [clientID] time in
      let backend = ScriptedBackend(
        time, [Sample.signIn: [Sample.error(400, status: 400), .json(Sample.token)]])
      let store = MemoryClientStore()
      store.save(clientID: "the-client")
      _ = try await Connection.open(ClientConfiguration(backend, time, store: store))
      let ids = backend.seen.map { $0.headers[clientID] }
      #expect(ids.count == 2)
      #expect(ids.first == "the-client")
      #expect(ids.last == store.clientID())
      #expect(store.clientID() != "the-client")
    }
  }

  @Test func `a sign-in that is refused for another reason leaves the client its id`() async throws
  {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.signIn: [Sample.error(400, status: 400)]])
      let store = MemoryClientStore()
      store.save(clientID: "the-client")
      let error = await #expect(throws: NemoError.self) {
        try await Connection.open(ClientConfiguration(backend, time, store: store))
      }
      #expect(error?.code == .missingClientID)
      #expect(backend.seen.count == 2)
      #expect(store.clientID() == "the-client")
    }
  }

  // Contract section 3.3: 1001 inside of the week, when there is no other token to be had.
  @Test func `a rejected token whose successor is refused ends in what to do next`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.signIn: [.json(Sample.token), Sample.error(429, status: 429)],
          Sample.credits: [Sample.error(1001, status: 401)],
        ])
      let connection = try await Connection.open(ClientConfiguration(backend, time))
      let error = await #expect(throws: NemoError.self) { try await connection.credits() }
      #expect(error?.code == .rateLimited)
      #expect(error?.description.contains("set NEMO_TOKEN") == true)
      #expect(backend.seen.map(\.at) == [.zero, .zero, .zero, .seconds(30)])
    }
  }

  // Contract section 6.2, row 402.
  @Test func `402 checks its own headers before it speaks of the plan`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.credits: [Sample.error(402, status: 402)]])
      for (platform, code) in [("", NemoError.Code.badConfiguration), ("cursor", .exportBlocked)] {
        var configuration = ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN")
        configuration.identity = SkillIdentity(platform: .init(rawValue: platform))
        let connection = try await Connection.open(configuration)
        let error = try #require(
          await #expect(throws: NemoError.self) { try await connection.credits() })
        #expect(error.code == code)
        if code == .badConfiguration {
          #expect(
            error.description == "A setting makes no sense: the backend wants to know which skill "
              + "asks, and X-Skill-Platform is empty. Check it and start again.")
        }
      }
    }
  }

  @Test func `promise 3: a dump of a connection or its configuration shows no token`()
    async throws
  {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Sample.signIn: [.json(Sample.token)]])
      for supplied in ["nmv_usr_GIVEN", nil] {
        let configuration = ClientConfiguration(backend, time, suppliedToken: supplied)
        let connection = try await Connection.open(configuration)
        var dumped = "\(configuration) \(connection) \(connection.session(Sample.stored))"
        dump(configuration, to: &dumped)
        dump(connection.session(Sample.stored), to: &dumped)
        #expect(!dumped.contains("GIVEN"))
      }
    }
  }

  @Test func `requests at once share one sign-in`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time,
        [
          Sample.signIn: [.json(Sample.token)],
          Sample.credits: [
            Sample.error(1001), Sample.error(1001), Sample.error(1001), .json(Sample.balance),
          ],
        ])
      let store = MemoryClientStore()
      store.save(
        token: StoredToken(
          value: "nmv_usr_REVOKED", userID: nil, expiresAt: time.wall + .seconds(60),
          isAnonymous: true))
      let connection = try await Connection.open(ClientConfiguration(backend, time, store: store))
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<3 { group.addTask { _ = try await connection.credits() } }
        try await group.waitForAll()
      }
      #expect(backend.seen(Sample.signIn).count == 1)
    }
  }
}
