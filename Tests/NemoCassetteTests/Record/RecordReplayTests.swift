import NemoCassette
import NemoHTTP
import NemoTime
import Testing

/// What was recorded is what is played: in either form of the tape.
struct RecordReplayTests {
  /// Five events, cut in the middle of events and of the three bytes of each Chinese character.
  private static let chunks: [[UInt8]] = [
    Array("data: {\"type\":\"text\",\"content\":\"".utf8) + [0xe5, 0xb7],
    [0xb2], Array("\"}\n\ndata: {\"type\":\"heart".utf8),
    Array("beat\"}\n\ndata:\n\n".utf8) + Array("data: ".utf8) + [0xe5],
    [0x89, 0xaa] + Array("\r\n\r".utf8), Array("\ndata: end".utf8),
  ]

  @Test func `a stream replays with the recorded chunks, cuts and pauses in virtual time`()
    async throws
  {
    try await VirtualTime.run { time in
      let folder = try TemporaryFolder()
      let path = folder.path + "/stream.cassette"
      var answer = ScriptedTransport.Answer.events(Self.chunks, pause: .milliseconds(1_250))
      answer.endAfter = .seconds(300)
      let script = ScriptedTransport([answer], time: time)
      let recorder = try Recorder(
        wrapping: script, into: path, origin: .simulator, backend: backend, time: time)
      let live = try await recorder.see("POST", "/run_sse", body: HTTPBody("{}"), time: time)
      try recorder.finish()

      let replayer = try Replayer(contentsOf: path, time: time, pace: .recorded)
      let replayed = try await replayer.see("POST", "/run_sse", body: HTTPBody("{}"), time: time)
      #expect(replayed == live)
      #expect(replayed.chunks == Self.chunks)
      #expect(replayed.times.last == .milliseconds(6 * 1_250 + 300_000))
      #expect(replayer.recorded == VirtualTime.defaultOrigin)
      #expect(replayer.backendURL == backend)
      try replayer.verifyAllUsed()

      let instant = try Replayer(contentsOf: path, time: time)
      let atOnce = try await instant.see("POST", "/run_sse", body: HTTPBody("{}"), time: time)
      #expect(atOnce.chunks == Self.chunks)
      #expect(atOnce.times.allSatisfy { $0 == .zero })

      let fast = try Replayer(contentsOf: path, time: time, pace: .times(10))
      let hurried = try await fast.see("POST", "/run_sse", body: HTTPBody("{}"), time: time)
      #expect(hurried.times.first == .milliseconds(125))
    }
  }

  private static let failures: [TransportFailure] = [
    TransportFailure(.short, sent: .complete, receivedBytes: 4, detail: "no last chunk"),
    TransportFailure(.reset, sent: .complete, receivedBytes: 4),
    TransportFailure(.idle, sent: .complete, receivedBytes: 4),
    TransportFailure(.overdue, sent: .complete, receivedBytes: 4),
    TransportFailure(.init(rawValue: "odd"), sent: .possibly, receivedBytes: 4),
  ]

  @Test(arguments: failures)
  func `an exchange that failed in its body fails the same way`(failure: TransportFailure)
    async throws
  {
    let chunks = [Array("da".utf8), Array("ta".utf8)]
    let (live, replayed) = try await roundTrip([.events(chunks, failure: failure)]) {
      [try await $0.see("GET", "/run_sse")]
    }
    #expect(live.first?.failure == failure)
    #expect(replayed.map { $0.failure } == live.map { $0.failure })
    #expect(replayed.map { $0.chunks } == [chunks])
  }

  private static let refusals: [TransportFailure] = [
    TransportFailure(.unreachable, sent: .nothing, detail: "connect, errno 111"),
    TransportFailure(.unresolved, sent: .nothing),
    TransportFailure(.noResponse, sent: .possibly),
    TransportFailure(.malformed, sent: .complete),
  ]

  @Test(arguments: refusals)
  func `a request that got no answer gets none again`(refusal: TransportFailure) async throws {
    let body = "{\"a\":1}"
    let (live, replayed) = try await roundTrip([.init(refusal: refusal)]) {
      [try await $0.see("POST", "/x", body: HTTPBody(body))]
    }
    #expect(live.first?.failure == refusal)
    #expect(replayed.first?.failure == refusal)
  }

  @Test func `a client whose idle limit passed meets it again at the same moment`() async throws {
    try await VirtualTime.run { time in
      let folder = try TemporaryFolder()
      let path = folder.path + "/idle.cassette"
      var answer = ScriptedTransport.Answer.events(
        [Array("data:\n\n".utf8)], pause: .seconds(1))
      answer.endAfter = .seconds(86_400)
      let limits = LimitedTransport.Limits(idle: .seconds(600), total: .seconds(900))
      let recorder = try Recorder(
        wrapping: ScriptedTransport([answer], time: time), into: path, origin: .simulator,
        backend: backend, time: time)
      let live = try await LimitedTransport(recorder, limits: limits, time: time)
        .see("GET", "/run_sse", time: time)
      #expect(try recorder.finish().exchanges[0].end.kind == .cancelled)
      #expect(live.failure?.code == .idle)
      #expect(live.times == [.seconds(1), .seconds(601)])

      let replayer = try Replayer(contentsOf: path, time: time, pace: .recorded)
      let replayed = try await LimitedTransport(replayer, limits: limits, time: time)
        .see("GET", "/run_sse", time: time)
      #expect(replayed == live)

      // Without pauses, and for a client without a limit, the failure is the same.
      let instant = try Replayer(contentsOf: path, time: time)
      let atOnce = try await instant.see("GET", "/run_sse", time: time)
      #expect(atOnce.failure?.code == .idle)
    }
  }

  @Test func `a whole journey replays to a client that makes other ids`() async throws {
    let token = "nmv_usr_AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abcde"
    let session = "7123456789012345678"
    let cdn = "backend.invalid/files/render-result"
    func answers(_ render: String) -> [ScriptedTransport.Answer] {
      [
        .json("{\"code\":0,\"data\":{\"token\":\"\(token)\",\"user_id\":\"anon_0a1b2c3d4e5f\"}}"),
        .json("{\"code\":0,\"data\":{\"session_id\":\"\(session)\"}}"),
        .events([Array("data: {\"type\":\"text\",\"content\":\"cut\"}\n\n".utf8)]),
        .json("{\"success\":true,\"data\":{\"id\":\"\(render)\"}}"),
        .json("{\"status\":\"processing\"}"),
        .json("{\"status\":\"completed\",\"output\":{\"url\":\"https://\(cdn)/\(render).mp4\"}}"),
        .init(headers: [("Content-Type", "video/mp4")], chunks: [(.zero, [0, 0, 0, 24, 1, 2, 3])]),
      ]
    }
    /// What a client does that reads its ids from the answers.
    func journey(
      _ transport: any HTTPTransport, client: String, render: String
    ) async throws -> [Seen] {
      let signIn = try await transport.see(
        "POST", "/api/auth/anonymous-token", headers: [("X-Client-Id", client)])
      let bearer = [("Authorization", "Bearer \(Self.value("token", in: signIn))")]
      let created = try await transport.see(
        "POST", "/api/tasks/me/with-session/nemo_agent", headers: bearer,
        body: HTTPBody("{\"task_name\":\"project\"}"))
      let session = Self.value("session_id", in: created)
      let edit = try await transport.see(
        "POST", "/run_sse", headers: bearer, body: HTTPBody("{\"session_id\":\"\(session)\"}"))
      let submitted = try await transport.see(
        "POST", "/api/render/proxy/lambda", headers: bearer,
        body: HTTPBody("{\"id\":\"\(render)\",\"sessionId\":\"\(session)\"}"))
      let id = Self.value("id", in: submitted)
      let polls = [
        try await transport.see("GET", "/api/render/proxy/lambda/\(id)", headers: bearer),
        try await transport.see("GET", "/api/render/proxy/lambda/\(id)", headers: bearer),
      ]
      let url = Self.value("url", in: polls[1]).dropFirst("https://".count)
      return [signIn, created, edit, submitted] + polls
        + [try await transport.see("GET", String(url))]
    }
    let folder = try TemporaryFolder()
    let path = folder.path + "/whole.cassette"
    let recorder = try Recorder(
      wrapping: ScriptedTransport(answers("render_1700000000000")), into: path, origin: .simulator,
      backend: backend, time: RealTime())
    let live = try await journey(
      recorder, client: "7f9c2ba4-e88f-4b6f-9d53-0b0c7f1d2a3b", render: "render_1700000000000")
    let tape = try recorder.finish()
    #expect(
      tape.exchanges.map { $0.id.prefix { $0 != "-" } } == [
        "sign_in", "session", "run_sse", "render", "poll", "poll", "download",
      ])
    #expect(tape.exchanges[5].id == tape.exchanges[4].id + ".2")
    let files = try TemporaryFolder.files(in: path)
    for own in [token, session, "1700000000000", "0a1b2c3d4e5f", "7f9c2ba4"] {
      #expect(files.values.allSatisfy { !$0.contains(own) }, "\(own)")
    }

    let replayer = try Replayer(contentsOf: path, time: RealTime())
    let replayed = try await journey(replayer, client: "another", render: "render_of-today")
    try replayer.verifyAllUsed()
    #expect(replayed.last?.chunks == live.last?.chunks)
    #expect(replayed[2].chunks == live[2].chunks)
    #expect(replayed[5].text.contains("https://\(cdn)/render_of-today.mp4"))
  }

  /// The string at a key of a small JSON answer.
  private static func value(_ key: String, in seen: Seen) -> String {
    let parts = seen.text.split(separator: "\"").map(String.init)
    return parts.firstIndex(of: key).map { parts[$0 + 2] } ?? ""
  }

  @Test func `statuses, headers and bodies of several exchanges come back in any order`()
    async throws
  {
    let answers: [ScriptedTransport.Answer] = [
      .json("{\"code\":0}"), .json("{\"code\":1002}", status: 404),
      .init(status: 204, headers: []),
    ]
    let folder = try TemporaryFolder()
    let path = folder.path + "/several.cassette"
    let recorder = try Recorder(
      wrapping: ScriptedTransport(answers), into: path, origin: .live, backend: backend + "/",
      time: RealTime(), note: "three")
    for path in ["/a", "/b", "/c"] { _ = try await recorder.see("GET", path) }
    let tape = try recorder.finish()
    #expect(tape.header.note == "three")

    let replayer = try Replayer(contentsOf: path, time: RealTime())
    let third = try await replayer.see("GET", "/c")
    let second = try await replayer.see("GET", "/b")
    let first = try await replayer.see("GET", "/a")
    #expect(third.status == 204 && third.chunks.isEmpty)
    #expect(second.status == 404 && second.text == "{\"code\":1002}")
    #expect(first.headers == ["Content-Type: application/json"])
    try replayer.verifyAllUsed()
  }
}

/// Runs a journey while it is recorded, then again on the tape.
func roundTrip(
  _ answers: [ScriptedTransport.Answer], limits: RecordingLimits = RecordingLimits(),
  _ journey: (any HTTPTransport) async throws -> [Seen]
) async throws -> (live: [Seen], replayed: [Seen]) {
  let folder = try TemporaryFolder()
  let path = folder.path + "/journey.cassette"
  let recorder = try Recorder(
    wrapping: ScriptedTransport(answers), into: path, origin: .simulator, backend: backend,
    time: RealTime(), limits: limits)
  let live = try await journey(recorder)
  try recorder.finish()
  let replayer = try Replayer(contentsOf: path, time: RealTime())
  let replayed = try await journey(replayer)
  try replayer.verifyAllUsed()
  return (live, replayed)
}
