import HTTPTypes
import NemoClient
import NemoHTTP
import NemoTime
import Testing

// Contract sections 6.2 and 6.3.
@Suite struct ActionTests {
  @Test(arguments: CodeAction.table)
  func `promise 4: every code has its action, in whatever form it comes`(
    row: CodeAction
  ) async throws {
    let body = #"{"code":\#(row.code),"message":"no"}"#
    var forms = [200, row.status ?? 200, 500].map { ScriptedBackend.Reply.json(body, status: $0) }
    forms.append(.json(#"{"detail":{"code":\#(row.code)}}"#, status: 409))
    if let status = row.status {
      forms += ["", "<html>no</html>", #"{"detail":"no"}"#].map { .json($0, status: status) }
    }
    for form in forms { try await check(row, form) }
  }

  private func check(_ row: CodeAction, _ refusal: ScriptedBackend.Reply) async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, routes(row, refusal))
      let store = MemoryClientStore()
      store.save(clientID: "the-client")
      let error = try #require(
        await #expect(throws: NemoError.self) { try await perform(row, backend, time, store) })
      #expect(error.code == row.ends)
      // The first sign-in is not of interest where it is not the matter.
      let skipped = row.verb == .signIn || row.isTokenSupplied ? 0 : 1
      let requests = backend.seen.dropFirst(skipped)
      #expect(
        requests.map { CodeAction.Request($0.route, Int($0.at.components.seconds)) }
          == row.requests, "HTTP \(refusal.status)")
      if row.code == 1001 { checkClientIDs(backend) }
    }
  }

  private func checkClientIDs(_ backend: ScriptedBackend) {
    let ids = backend.seen(Sample.signIn).map { $0.headers[HTTPField.Name("X-Client-Id")!] }
    #expect(ids.allSatisfy { $0 == "the-client" })
  }

  private func routes(
    _ row: CodeAction, _ refusal: ScriptedBackend.Reply
  ) -> [String: [ScriptedBackend.Reply]] {
    var routes: [String: [ScriptedBackend.Reply]] = [
      Sample.signIn: [.json(Sample.token)], Sample.createSession: [.json(Sample.session)],
      Sample.state: [Sample.state(Sample.clip)],
    ]
    let route =
      switch row.verb {
      case .signIn: Sample.signIn
      case .createSession: Sample.createSession
      case .credits: Sample.credits
      case .upload: Sample.upload
      case .send: Sample.message
      case .export: Sample.submit
      }
    routes[route] = [refusal]
    return routes
  }

  private func perform(
    _ row: CodeAction, _ backend: ScriptedBackend, _ time: VirtualTime, _ store: MemoryClientStore
  ) async throws {
    let connection = try await Connection.open(
      ClientConfiguration(
        backend, time, store: store, files: MemoryFileStore(["a.mp4": [1]]),
        suppliedToken: row.isTokenSupplied ? "nmv_usr_GIVEN" : nil))
    let session = connection.session(Sample.stored)
    switch row.verb {
    case .signIn: return
    case .createSession: _ = try await connection.newSession()
    case .credits: _ = try await connection.credits()
    case .upload: _ = try await session.upload("a.mp4")
    case .send:
      if case .failed(let error) = await session.send("add a title") { throw error }
    case .export: _ = try await session.export(to: "out.mp4")
    }
  }
}
