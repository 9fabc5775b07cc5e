import HTTPTypes
import NemoClient
import NemoHTTP
import NemoTime
import Testing

@Suite struct BrowserLinkTests {
  private static let claim = "POST api.invalid/api/auth/claim-token"

  private func link(
    _ time: VirtualTime, _ backend: ScriptedBackend, webBase: String? = nil,
    _ stored: StoredSession = Sample.stored
  ) async throws -> BrowserLink {
    var configuration = ClientConfiguration(backend, time, suppliedToken: "nmv_usr_GIVEN")
    if let webBase { configuration.webBase = webBase }
    return try await Connection.open(configuration).session(stored).browserLink()
  }

  // Contract section 13.1.
  @Test func `a claim token makes a link that opens the project`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(
        time,
        [
          Self.claim: [
            .json(#"{"code":0,"data":{"claim_token":"clm_SIMULATED","expires_in":604800}}"#)
          ]
        ])
      let link = try await link(time, backend)
      #expect(link.url == "https://nemovideo.com/workspace/claim?ct=clm_SIMULATED")
      #expect(link.claims)
      #expect(link.expiresAt == time.wall + .seconds(604_800))
      let request = try #require(backend.seen.first)
      #expect(
        request.text == #"{"task_id":"task_sim1","session_id":"7000000000000000001"}"#)
      #expect(request.headers[.authorization] == "Bearer nmv_usr_GIVEN")
      var dumped = ""
      dump(link, to: &dumped)
      for text in ["\(link)", "\([link])", dumped] { #expect(!text.contains("SIMULATED")) }
    }
  }

  // Contract section 13.2, the form of 1.9.4.
  @Test(arguments: [
    ScriptedBackend.Reply.json(#"{"detail":"Not Found"}"#, status: 404),
    .json(#"{"code":404,"message":"There are no claim tokens here."}"#),
    .json(#"{"detail":"Method Not Allowed"}"#, status: 405),
  ])
  func `a backend without claim tokens gets the link for people who are signed in`(
    answer: ScriptedBackend.Reply
  ) async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Self.claim: [answer]])
      let link = try await link(time, backend, webBase: "https://dev.nemovideo.ai/")
      #expect(
        link.url
          == "https://dev.nemovideo.ai/workspace/task/task_sim1?session=7000000000000000001")
      #expect(!link.claims)
    }
  }

  @Test(arguments: [
    #"{"code":0,"data":{"claim_token":"nmv_usr_BEARER"}}"#,
    #"{"code":0,"data":{"claim_token":"clm_nmv_usr_BEARER"}}"#,
    #"{"code":0,"data":{"claim_token":"clm_a&token=b"}}"#, #"{"code":0,"data":{}}"#,
  ])
  func `promise 3: what is no claim token never gets into a link`(answer: String) async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Self.claim: [.json(answer)]])
      let error = await #expect(throws: NemoError.self) { try await link(time, backend) }
      #expect(error?.code == .unexpectedAnswer)
      #expect(error?.description.contains("BEARER") == false)
    }
  }

  @Test func `promise 3: an id that is a bearer is no part of a link`() async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [Self.claim: [.json("{}", status: 404)]])
      var stored = Sample.stored
      stored.taskID = "nmv_usr_BEARER"
      let session = stored
      let error = await #expect(throws: NemoError.self) {
        try await link(time, backend, session)
      }
      #expect(error?.code == .unexpectedAnswer)
    }
  }

  @Test func `a task that is not remembered is read from the state`() async throws {
    try await VirtualTime.run { time in
      let state = #"{"code":0,"data":{"task_id":"task_read","state":{}}}"#
      let backend = ScriptedBackend(
        time, [Sample.state: [.json(state)], Self.claim: [.json("{}", status: 404)]])
      var stored = Sample.stored
      stored.taskID = nil
      let link = try await link(time, backend, stored)
      #expect(
        link.url == "https://nemovideo.com/workspace/task/task_read?session=7000000000000000001")
    }
  }

  @Test(arguments: ["ftp://x", "https://user@host", "https://host/?token=a", "nowhere"])
  func `an address of web pages that makes no sense is told before anything is sent`(
    webBase: String
  ) async throws {
    try await VirtualTime.run { time in
      let backend = ScriptedBackend(time, [:])
      let error = await #expect(throws: NemoError.self) {
        try await link(time, backend, webBase: webBase)
      }
      #expect(error?.code == .badConfiguration)
      #expect(backend.seen.isEmpty)
    }
  }
}
