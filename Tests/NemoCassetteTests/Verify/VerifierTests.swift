import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

@Suite struct VerifierTests {
  private typealias Shown = ShownTapes
  private static let live = "http://127.0.0.1:9"

  private static func verify(
    _ exchanges: [Exchange], on transport: any HTTPTransport, at base: String = live,
    allowsWrites: Bool = true, token: String? = "nmv_usr_own", files: VerifyFiles = VerifyFiles()
  ) async throws -> VerifyReport {
    let tape = Shown.tape(exchanges)
    return try await VirtualTime.run { time in
      try await Verifier(
        tape, transport: transport, baseURL: base, time: time, entropy: SeededEntropy(seed: 1),
        token: token, allowsWrites: allowsWrites, files: files
      ).run()
    }
  }

  private static func verdicts(_ report: VerifyReport) -> [String] {
    report.results.map { "\($0.verdict.rawValue) \($0.id)" }
  }

  private static let journey = [
    Shown.exchange(
      "sign_in-1", "POST", "/api/auth/anonymous-token",
      answer: #"{"code":0,"data":{"token":"nmv_usr_0001","user_id":"anon_0001"}}"#),
    Shown.exchange(
      "session-1", "POST", "/api/tasks/me/with-session/nemo_agent", body: #"{"task_name":"x"}"#,
      answer: #"{"code":0,"data":{"session_id":"7000000000000000001"}}"#),
    Shown.exchange(
      "state-1", "GET", "/api/state/nemo_agent/me/7000000000000000001/latest",
      answer: #"{"code":0,"data":{"session_id":"7000000000000000001","draft":{}}}"#),
  ]

  private static let upload = {
    // SHA-256 of "abc", FIPS 180-2 appendix B.1.
    let part = BodyContent.FormPart(
      name: "files", filename: "clip.mp4", contentType: "video/mp4", sizeBytes: 3,
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    var upload = Shown.exchange("upload-1", "POST", "/upload")
    upload.request.headers = [HeaderPair("Content-Type", "multipart/form-data")]
    upload.request.body = .form([part])
    return upload
  }()

  @Test func `ids of the live backend are followed, and its token`() async throws {
    let backend = FakeBackend { line in
      if line.contains("anonymous-token") {
        return (
          200, "application/json", #"{"code":0,"data":{"token":"nmv_usr_live","user_id":"anon_9"}}"#
        )
      }
      let draft = line.contains("latest") ? #","draft":{}"# : ""
      return (
        200, "application/json", #"{"code":0,"data":{"session_id":"7999999999999999999"\#(draft)}}"#
      )
    }
    let report = try await Self.verify(Self.journey, on: backend)
    #expect(Self.verdicts(report) == ["MATCH sign_in-1", "MATCH session-1", "MATCH state-1"])
    #expect(report.isSame)
    #expect(
      backend.asked.map(\.line)
        == [
          "POST http://127.0.0.1:9/api/auth/anonymous-token",
          "POST http://127.0.0.1:9/api/tasks/me/with-session/nemo_agent",
          "GET http://127.0.0.1:9/api/state/nemo_agent/me/7000000000000000001/latest",
        ].map { $0.replacing("7000000000000000001", with: "7999999999999999999") })
    #expect(backend.asked.map(\.bearer) == [nil, "Bearer nmv_usr_live", "Bearer nmv_usr_live"])
  }

  @Test func `other shapes are told by path and type, never by value`() async throws {
    let backend = FakeBackend { line in
      line.contains("/a")
        ? (200, "application/json", #"{"code":0,"n":"secret-value","list":[{"x":1},{"y":null}]}"#)
        : (200, "text/html", "<p>")
    }
    let report = try await Self.verify(
      [
        Shown.exchange("a-1", "/a", answer: #"{"code":0,"n":1,"old":true,"list":[{"x":2}]}"#),
        Shown.exchange("b-1", "/b"),
      ], on: backend)
    #expect(
      report.results.map(\.changes) == [
        [Change("body.n", "number", "string"), Change("body.old", "boolean", nil)],
        [Change("header content-type", "application/json", "text/html")],
      ])
    #expect(report.results.map(\.additions) == [[Change("body.list[].y", nil, "null")], []])
    #expect(!report.json.contains("secret-value"))
    #expect(!report.isSame)
  }

  @Test func `keys that only the live answer has are told, and match`() async throws {
    let backend = FakeBackend { _ in
      (200, "application/json", #"{"code":0,"data":{"new":1},"more":[{"x":null}]}"#)
    }
    let report = try await Self.verify(
      [Shown.exchange("a-1", "/a", answer: #"{"code":0,"data":{}}"#)], on: backend)
    #expect(Self.verdicts(report) == ["MATCH a-1"])
    #expect(report.isSame)
    let lines = VerifyReport.lines(of: report.results[0], width: 80).map(\.text)
    #expect(
      lines == [
        "MATCH   a-1  GET /a", "        also has body.data.new (number), body.more (array)",
      ])
    #expect(
      report.json.contains(
        #""additions":[{"path":"body.data.new","recorded":null,"live":"number"}"#))
  }

  @Test(arguments: [
    (404, #"{"detail":"no"}"#, "status 404"), (200, #"{"code":1002}"#, "refused, code 1002"),
    (200, #"{"success":false}"#, "refused"), (402, #"{"code":402}"#, "status 402, code 402"),
  ])
  func `an error where the tape has success is missing`(
    status: Int, body: String, remark: String
  ) async throws {
    let backend = FakeBackend { _ in (status, "application/json", body) }
    let report = try await Self.verify([Shown.exchange("a-1", "/a")], on: backend)
    #expect(report.results.map(\.verdict) == [.missing])
    #expect(report.results.map(\.remark) == [remark])
  }

  @Test func `no answer at all is missing, and an error that stays one matches`() async throws {
    let silent = FakeBackend { _ in nil }
    let report = try await Self.verify([Shown.exchange("a-1", "/a")], on: silent)
    #expect(report.results.map(\.remark) == ["no answer: no-response"])
    let busy = FakeBackend { _ in (429, "application/json", #"{"code":429}"#) }
    let same = try await Self.verify(
      [Shown.exchange("a-1", "/a", status: 429, answer: #"{"code":429}"#)], on: busy)
    #expect(same.isSame)
  }

  @Test func `without leave only what reads is sent, and nothing with an id that is missing`()
    async throws
  {
    let backend = FakeBackend { _ in (200, "application/json", #"{"code":0}"#) }
    let report = try await Self.verify(
      Self.journey + [Shown.exchange("credits-1", "/api/credits")], on: backend,
      allowsWrites: false)
    #expect(
      Self.verdicts(report) == [
        "SKIPPED sign_in-1", "SKIPPED session-1", "SKIPPED state-1", "MATCH credits-1",
      ])
    #expect(
      report.results[2].remark == "needs an id from the answer to session-1, which was skipped")
    #expect(backend.asked.map(\.line) == ["GET http://127.0.0.1:9/api/credits"])
    #expect(report.advice == nil)
    let nothing = try await Self.verify(Self.journey, on: backend, allowsWrites: false)
    #expect(nothing.advice?.hasPrefix("Nothing was sent") == true)
    #expect(backend.asked.map(\.bearer) == ["Bearer nmv_usr_own"])
  }

  @Test func `the token never goes to another host, and a host only the tape knows gets nothing`()
    async throws
  {
    let backend = FakeBackend { line in
      line.contains("poll")
        ? (200, "application/json", #"{"url":"https://cdn.invalid/live-1.mp4"}"#)
        : (200, "video/mp4", "bytes")
    }
    func elsewhere(_ id: String, _ host: String) -> Exchange {
      Shown.exchange(id, "GET", "/1.mp4", answer: "x", type: "video/mp4", backend: host)
    }
    let report = try await Self.verify(
      [
        Shown.exchange("poll-1", "/poll", answer: #"{"url":"https://cdn-7.invalid/1.mp4"}"#),
        elsewhere("download-1", "https://cdn-7.invalid"),
        elsewhere("evil-1", "https://evil.invalid"),
      ], on: backend)
    #expect(Self.verdicts(report) == ["MATCH poll-1", "MATCH download-1", "SKIPPED evil-1"])
    #expect(
      backend.asked.map(\.line) == [
        "GET http://127.0.0.1:9/poll", "GET https://cdn.invalid/live-1.mp4",
      ])
    #expect(backend.asked.map(\.bearer) == ["Bearer nmv_usr_own", nil])
  }

  @Test func `streams are compared by grammar, not by heartbeats or text`() async throws {
    let call = "data: {\"type\":\"tool_call\",\"args\":{\"a\":1}}\n\n"
    let result = "data: {\"type\":\"tool_result\",\"result\":{}}\n\n"
    let text = "data: {\"type\":\"text\",\"content\":\"hi\"}\n\n"
    let backend = FakeBackend { line in
      (
        200, "text/event-stream",
        line.contains("/b") ? call + text : "data:\n\n" + call + result + text + text
      )
    }
    func stream(_ id: String, _ path: String, end: ExchangeEnd.Kind = .closed, _ body: String)
      -> Exchange
    {
      Shown.exchange(id, "POST", path, answer: body, type: "text/event-stream", end: end)
    }
    let report = try await Self.verify(
      [
        stream("a-1", "/a", call + result + call + "data: heartbeat\n\n" + result + text),
        stream("a-2", "/a", end: .cancelled, call + result),
        stream("b-1", "/b", call + result + text),
      ], on: backend)
    #expect(Self.verdicts(report) == ["MATCH a-1", "MATCH a-2", "CHANGED b-1"])
    #expect(
      report.results[2].changes
        == [Change("events", "tool_call tool_result text", "tool_call text")])
  }

  @Test func `a closing text makes no difference, here or there`() async throws {
    let call = "data: {\"type\":\"tool_call\",\"args\":{}}\n\n"
    let text = "data: {\"type\":\"text\",\"content\":\"hi\"}\n\n"
    let backend = FakeBackend { line in
      let bodies = ["a": call, "b": call + text + text + "data: [DONE]\n\n", "c": call + text]
      return (200, "text/event-stream", bodies[String(line.suffix(1))] ?? "")
    }
    func stream(_ path: String, _ body: String) -> Exchange {
      Shown.exchange(path, "POST", "/" + path, answer: body, type: "text/event-stream")
    }
    let report = try await Self.verify(
      [
        stream("a", call + text), stream("b", call + "data: [DONE]\n\n"),
        stream("c", text + call + text),
      ], on: backend)
    #expect(Self.verdicts(report) == ["MATCH a", "MATCH b", "CHANGED c"])
    #expect(
      report.results[2].changes == [Change("events", "text tool_call text", "tool_call text")])
  }

  @Test(arguments: [[Self.upload], []])
  func `a failed render counts only where a recorded file was rendered`(
    before: [Exchange]
  ) async throws {
    let render = "/api/render/proxy/lambda"
    let result = backend + "/render-result/render_0000000001.mp4"
    let live = FakeBackend { line in
      line.contains("render_")
        ? line.contains("lambda")
          ? (200, "application/json", #"{"status":"failed","error":"too short"}"#)
          : (404, "application/json", #"{"code":404}"#)
        : (200, "application/json", #"{"code":0}"#)
    }
    let report = try await Self.verify(
      before + [
        Shown.exchange("render-1", "POST", render, body: #"{"id":"render_0000000001"}"#),
        Shown.exchange(
          "poll-1", render + "/render_0000000001",
          answer: #"{"status":"completed","output":{"url":"\#(result)"}}"#),
        Shown.exchange("download-1", "/render-result/render_0000000001.mp4", answer: "{}"),
        Shown.exchange("other-1", "/api/render/proxy/render_0000000001/download", answer: "{}"),
      ], on: live, files: VerifyFiles(video: [0x56]))
    let rest = report.results.suffix(3)
    guard !before.isEmpty else {
      #expect(rest.map(\.verdict) == [.changed, .missing, .missing])
      return
    }
    #expect(rest.map(\.verdict) == [.skipped, .skipped, .skipped])
    #expect(
      Set(rest.map(\.remark)) == [
        "not comparable: the render of the stand-in file failed; give the files: --files FOLDER"
      ])
    #expect(report.isSame)
  }

  @Test(arguments: [(401, "{}"), (200, #"{"code":1001}"#)])
  func `without a token what needs one is skipped`(status: Int, body: String) async throws {
    let live = FakeBackend { line in
      line.contains("/api/") ? (status, "application/json", body) : (404, "text/plain", "")
    }
    let exchanges =
      Self.journey + [
        Shown.exchange("credits-1", "/api/credits"), Shown.exchange("file-1", "/file"),
      ]
    let report = try await Self.verify(exchanges, on: live, allowsWrites: false, token: nil)
    #expect(
      Self.verdicts(report) == [
        "SKIPPED sign_in-1", "SKIPPED session-1", "SKIPPED state-1", "SKIPPED credits-1",
        "MISSING file-1",
      ])
    #expect(report.results[3].remark == "needs a token: set NEMO_TOKEN")
    let rejected = try await Self.verify([exchanges[3]], on: live)
    #expect(Self.verdicts(rejected) == ["MISSING credits-1"])
    let nothing = try await Self.verify([exchanges[3]], on: live, token: nil)
    #expect(nothing.advice?.contains("Set NEMO_TOKEN") == true)
  }

  @Test func `no connection at all is an error, one that is lost later is not`() async throws {
    let dead = ScriptedTransport([
      .init(refusal: TransportFailure(.unreachable, sent: .nothing))
    ])
    let failure = await #expect(throws: TransportFailure.self) {
      try await Self.verify(Self.journey, on: dead)
    }
    #expect(failure?.code == .unreachable)
    let dying = ScriptedTransport([
      .init(), .init(refusal: TransportFailure(.unreachable, sent: .nothing)),
    ])
    let report = try await Self.verify(
      [Shown.exchange("a-1", "/a", answer: ""), Shown.exchange("b-1", "/b")], on: dying)
    #expect(Self.verdicts(report) == ["MATCH a-1", "MISSING b-1"])
  }

  @Test func `a folder of files that is not there is refused`() async throws {
    let error = await #expect(throws: CassetteError.self) {
      try await Self.verify([], on: FakeBackend { _ in nil }, files: VerifyFiles(folder: "/none"))
    }
    #expect(
      error?.sentence == "There is no folder /none with the files to send. Check --files.")
  }

  @Test func `an upload is sent as a stand-in, or as the file itself when it is there`()
    async throws
  {
    let folder = try TemporaryFolder()
    try DiskFileStore().appender(to: folder.path + "/renamed.bin").write(Array("abc".utf8))
    for (files, content, remark) in [
      (VerifyFiles(video: [0x56]), "V", "sent a stand-in of 1 B for clip.mp4"),
      (VerifyFiles(folder: folder.path), "abc", "sent clip.mp4 itself"),
    ] {
      let backend = FakeBackend { _ in (200, "application/json", #"{"code":0}"#) }
      let report = try await Self.verify([Self.upload], on: backend, files: files)
      #expect(report.results.map(\.remark) == [remark])
      let body = backend.asked[0].body
      #expect(
        body.contains(
          "name=\"files\"; filename=\"clip.mp4\"\r\nContent-Type: video/mp4\r\n\r\n\(content)\r\n--"
        ))
    }
  }

  @Test func `ids of the client's making are new, and the pauses are the tape's`() async throws {
    let backend = FakeBackend { _ in (200, "application/json", #"{"success":true}"#) }
    let render = "/api/render/proxy/lambda"
    let tape = Shown.tape([
      Shown.exchange(
        "render-1", "POST", render, body: #"{"id":"render_0000000001"}"#,
        answer: #"{"success":true}"#),
      Shown.exchange(
        "poll-1", "GET", render + "/render_0000000001", answer: #"{"success":true}"#,
        at: .seconds(30)),
    ])
    let took = try await VirtualTime.run { time in
      let start = time.now
      _ = try await Verifier(
        tape, transport: backend, baseURL: Self.live, time: time, entropy: SeededEntropy(seed: 1),
        token: nil, allowsWrites: true, files: VerifyFiles()
      ).run()
      return start.duration(to: time.now)
    }
    #expect(took == .seconds(30))
    let id = backend.asked[1].line.split(separator: "/").last.map(String.init) ?? ""
    #expect(id.hasPrefix("render_1767225600000_"))
    #expect(backend.asked[0].body == #"{"id":"\#(id)"}"#)
  }

  @Test func `a render is waited for, however often the tape asked`() async throws {
    let asked = Locked(0)
    let backend = FakeBackend { _ in
      let count = asked.withLock { count in
        count += 1
        return count
      }
      return count < 3
        ? (200, "application/json", #"{"status":"processing"}"#)
        : (200, "application/json", #"{"status":"completed","output":{"url":"u"}}"#)
    }
    func poll(_ id: String, _ answer: String) -> Exchange {
      Shown.exchange(id, "GET", "/api/render/proxy/lambda/render_0000000001", answer: answer)
    }
    let report = try await Self.verify(
      [
        poll("poll-1", #"{"status":"completed","output":{"url":"x"}}"#),
        poll("poll-2", #"{"status":"pending"}"#),
      ], on: backend)
    #expect(Self.verdicts(report) == ["MATCH poll-1", "MATCH poll-2"])
    #expect(
      report.results.map(\.remark) == [
        "asked 3 times until it was over", "the render was over sooner",
      ])
  }

  @Test func `a tape matches itself, played`() async throws {
    let exchanges = Self.journey + [Shown.exchange("a-1", "/a", status: 404)]
    let report = try await VirtualTime.run { time in
      let tape = Shown.tape(exchanges)
      let player = Replayer(tape, name: "tour", time: time)
      return try await Verifier(
        tape, transport: player, baseURL: backend, time: time, entropy: SeededEntropy(seed: 1),
        token: nil, allowsWrites: true, files: VerifyFiles()
      ).run()
    }
    #expect(report.isSame)
    #expect(report.summary == "4 MATCH, 0 CHANGED, 0 MISSING, 0 SKIPPED")
  }
}
