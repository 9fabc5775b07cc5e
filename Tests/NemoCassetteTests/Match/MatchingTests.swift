import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// Which recorded exchange answers a request, and what is said when none does.
struct MatchingTests {
  private static let submit = "/api/render/proxy/lambda"

  /// A tape of `GET` or `POST` requests with JSON bodies and answers.
  private func replayer(
    _ exchanges: [(method: String, path: String, body: String, answer: String)]
  ) -> Replayer {
    let recorded = exchanges.enumerated().map { index, one in
      Exchange(
        id: "x-\(index + 1)",
        request: .init(
          method: one.method, url: one.path.hasPrefix("/") ? backend + one.path : one.path,
          body: .bytes(Array(one.body.utf8))),
        response: .init(
          status: 200,
          headers: [
            HeaderPair("Content-Type", "application/json"),
            HeaderPair("Content-Length", String(one.answer.utf8.count)),
          ],
          body: .bytes(Array(one.answer.utf8)),
          cuts: [
            .init(length: one.answer.utf8.count / 2, at: .zero),
            .init(length: one.answer.utf8.count - one.answer.utf8.count / 2, at: .zero),
          ]),
        end: ExchangeEnd(.closed))
    }
    let header = Tape.Header(
      origin: .handwritten, backend: backend, recorded: .init(sinceEpoch: .zero))
    return Replayer(Tape(header: header, exchanges: recorded), name: "quick", time: RealTime())
  }

  private func failure(
    _ replayer: Replayer, _ method: String, _ path: String, _ body: String = ""
  ) async -> CassetteError? {
    await #expect(throws: CassetteError.self) {
      try await replayer.see(method, path, body: HTTPBody(body))
    }
  }

  @Test func `repeats are answered in the recorded order, and one more is refused`() async throws {
    let poll = Self.submit + "/render_1700000000000"
    let replayer = replayer([
      ("GET", poll, "", "{\"progress\":1}"), ("GET", poll, "", "{\"progress\":2}"),
      ("GET", poll, "", "{\"progress\":3}"),
    ])
    for progress in 1...3 {
      #expect(try await replayer.see("GET", poll).text == "{\"progress\":\(progress)}")
    }
    let fourth = await failure(replayer, "GET", poll)
    #expect(fourth?.code == .exhausted)
    #expect(fourth?.sentence.contains("request 4 of 3 recorded") == true)
    let fifth = await failure(replayer, "GET", poll)
    #expect(fifth?.sentence.contains("request 5 of 3 recorded") == true)
    #expect(replayer.problems.count == 2)
    #expect(throws: CassetteError.self) { try replayer.verifyAllUsed() }
  }

  @Test func `a message sent again is a double run`() async throws {
    let message = "{\"session_id\":\"1\",\"new_message\":{\"parts\":[{\"text\":\"secret plan\"}]}}"
    let replayer = replayer([("POST", "/run_sse", message, "{}")])
    _ = try await replayer.see("POST", "/run_sse", body: HTTPBody(message))
    let error = await failure(replayer, "POST", "/run_sse", message)
    #expect(error?.code == .doubleRun)
    #expect(error?.sentence.contains("request 2 of 1 recorded") == true)
  }

  @Test func `a miss names the request, the closest exchange, the field and the command`()
    async throws
  {
    let replayer = replayer([
      ("GET", "/api/credits/balance/simple", "", "{}"),
      (
        "POST", "/run_sse",
        "{\"user_id\":\"me\",\"new_message\":{\"parts\":[{\"text\":\"a plan\"}]}}", "{}"
      ),
    ])
    let error = await failure(
      replayer, "POST", "/run_sse",
      "{\"user_id\":\"me\",\"new_message\":{\"parts\":[{\"text\":\"another plan\"}]}}")
    #expect(error?.code == .missing)
    #expect(
      error?.sentence == "quick has no answer to POST /run_sse. The closest is x-2; "
        + "body.new_message.parts[0].text differs. If the change is meant, record again: "
        + "nemo … --record quick")
    let method = await failure(replayer, "POST", "/api/credits/balance/simple")
    #expect(method?.sentence.contains("The closest is x-1; the method differs.") == true)
    let query = await failure(replayer, "GET", "/api/credits/balance/simple?x=1")
    #expect(query?.sentence.contains("the query differs at x.") == true)
    let nothing = await failure(replayer, "DELETE", "/nmv_usr_AbCdEfGhIjKl/none")
    #expect(nothing?.sentence.contains("nor anything like it") == true)
    #expect(nothing?.sentence.contains("AbCdEf") == false)
    #expect(replayer.unused().map { $0.id } == ["x-1", "x-2"])
  }

  @Test func `what was never asked for is named`() async throws {
    let replayer = replayer([("GET", "/a", "", "{}"), ("GET", "/b", "", "{}")])
    _ = try await replayer.see("GET", "/b")
    let error = #expect(throws: CassetteError.self) { try replayer.verifyAllUsed() }
    #expect(error?.code == .unused)
    #expect(error?.sentence.contains("Never asked for: x-1.") == true)
  }

  @Test func `the spelling of JSON, the order of a query and a secret's value do not matter`()
    async throws
  {
    let replayer = replayer([
      (
        "POST", "/x?b=2&a=1&token=nmv_usr_0000001",
        "{\"a\":[1,{\"b\":\"\\u00e9\"}],\"c\":1.50,\"token\":\"x\"}", "{}"
      )
    ])
    let seen = try await replayer.see(
      "POST", "/x?a=1&token=nmv_usr_Other77&b=2",
      body: HTTPBody("{ \"token\":\"y\", \"c\":1.50,\n\"a\": [1, {\"b\":\"é\"}] }"))
    #expect(seen.status == 200)
  }

  @Test func `a multipart body matches whatever its boundary, and not with another file`()
    async throws
  {
    func form(_ boundary: String, _ content: String) -> ([(String, String)], HTTPBody) {
      let text =
        "--\(boundary)\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.mp4\"\r\n"
        + "Content-Type: video/mp4\r\n\r\n\(content)\r\n--\(boundary)--\r\n"
      let bytes = Array(text.utf8)
      // A byte at a time: delimiters must be found across reads.
      let body = HTTPBody(length: bytes.count) {
        let rest = Locked(bytes[...])
        return { rest.withLock { $0.popFirst() }.map { BodyChunk([$0]) } }
      }
      return ([("Content-Type", "multipart/form-data; boundary=\"\(boundary)\"")], body)
    }
    let folder = try TemporaryFolder()
    let path = folder.path + "/upload.cassette"
    let recorder = try Recorder(
      wrapping: ScriptedTransport([.json("{\"code\":0}")]), into: path, origin: .simulator,
      backend: backend, time: RealTime())
    let upload = "/api/upload-video/nemo_agent/me/7000000000000000001"
    let content = "\r\n--one\r\nnot a boundary\r\n--on"
    let (headers, body) = form("one-boundary", content)
    _ = try await recorder.see("POST", upload, headers: headers, body: body)
    let tape = try recorder.finish()
    #expect(
      tape.exchanges[0].request.body
        == .form([
          .init(
            name: "files", filename: "a.mp4", contentType: "video/mp4",
            sizeBytes: content.utf8.count, sha256: Digest.of(content.utf8))
        ]))
    #expect(
      tape.exchanges[0].request.headers == [HeaderPair("Content-Type", "multipart/form-data")])

    let replayer = try Replayer(contentsOf: path, time: RealTime())
    let (other, otherBody) = form("another", content + "!")
    await #expect(throws: CassetteError.self) {
      try await replayer.see("POST", upload, headers: other, body: otherBody)
    }
    let (same, sameBody) = form("another", content)
    let seen = try await replayer.see("POST", upload, headers: same, body: sameBody)
    #expect(seen.text == "{\"code\":0}")
  }

  /// A render of a new name: submitted, polled, downloaded.
  @Test(arguments: [
    "render_1888888888888", "render_5f0c7c1e-7c5e-4d6e-9d53-0b0c7f1d2a3b", "mine-1",
  ])
  func `a render id of the client's choice is bound at first sight and handed back`(id: String)
    async throws
  {
    let recorded = "render_1700000000000"
    let cdn = "https://static1.invalid/render-result/"
    let replayer = replayer([
      (
        "POST", Self.submit, "{\"id\":\"\(recorded)\",\"draft\":{}}",
        "{\"data\":{\"id\":\"\(recorded)\"}}"
      ),
      ("GET", Self.submit + "/" + recorded, "", "{\"status\":\"pending\"}"),
      (
        "GET", Self.submit + "/" + recorded, "",
        "{\"taskId\":\"\(recorded)\",\"output\":{\"url\":\"\(cdn)\(recorded).mp4\"}}"
      ),
      ("GET", cdn + recorded + ".mp4", "", "the file"),
      ("GET", "/api/render/proxy/\(recorded)/download", "", "the file"),
    ])
    let submitted = try await replayer.see(
      "POST", Self.submit, body: HTTPBody("{\"draft\":{},\"id\":\"\(id)\"}"))
    #expect(submitted.text == "{\"data\":{\"id\":\"\(id)\"}}")
    #expect(submitted.headers.contains("Content-Length: \(submitted.body.count)"))
    #expect(
      try await replayer.see("GET", Self.submit + "/" + id).text == "{\"status\":\"pending\"}")
    let done = try await replayer.see("GET", Self.submit + "/" + id)
    #expect(done.text == "{\"taskId\":\"\(id)\",\"output\":{\"url\":\"\(cdn)\(id).mp4\"}}")
    #expect(done.chunks.count == 2)
    let file = try await replayer.see("GET", "static1.invalid/render-result/\(id).mp4")
    #expect(file.text == "the file")
    _ = try await replayer.see("GET", "/api/render/proxy/\(id)/download")
    try replayer.verifyAllUsed()
  }

  @Test func `two renders keep their ids apart`() async throws {
    let replayer = replayer([
      ("POST", Self.submit, "{\"id\":\"render_one\"}", "1"),
      ("POST", Self.submit, "{\"id\":\"render_two\"}", "2"),
      ("GET", Self.submit + "/render_one", "", "{\"error\":\"render_one\"}"),
      ("GET", Self.submit + "/render_two", "", "{\"done\":\"render_two\"}"),
    ])
    #expect(
      try await replayer.see("POST", Self.submit, body: HTTPBody("{\"id\":\"first-id\"}")).text
        == "1")
    // A third id is not the first render, which has its client already.
    let stranger = await failure(replayer, "GET", Self.submit + "/third-id")
    #expect(stranger?.sentence.contains("The closest is x-3; it belongs to another id.") == true)
    // The same id again is another request than the second render.
    let again = await failure(replayer, "POST", Self.submit, "{\"id\":\"first-id\"}")
    #expect(again?.sentence.contains("request 2 of 1 recorded") == true)
    #expect(
      try await replayer.see("POST", Self.submit, body: HTTPBody("{\"id\":\"second-id\"}")).text
        == "2")
    #expect(
      try await replayer.see("GET", Self.submit + "/second-id").text == "{\"done\":\"second-id\"}")
    #expect(
      try await replayer.see("GET", Self.submit + "/first-id").text == "{\"error\":\"first-id\"}")
  }

  @Test
  func `with ids of the same length every cut stays, else a cut inside of an id moves to its end`()
  {
    let response = Exchange.Response(
      status: 200, headers: [HeaderPair("Content-Length", "18")],
      body: .bytes(Array("a render_12 b rend".utf8)),
      cuts: [3, 6, 9].map { .init(length: $0, at: .zero) })
    let same = Substitution(["render_12": "render_99"]).apply(to: response)
    #expect(same.body == .bytes(Array("a render_99 b rend".utf8)))
    #expect(same.cuts.map { $0.length } == [3, 6, 9])
    let longer = Substitution(["render_12": "render_123456"]).apply(to: response)
    #expect(longer.body == .bytes(Array("a render_123456 b rend".utf8)))
    #expect(longer.cuts.map { $0.length } == [15, 7])
    #expect(longer.header("content-length") == "22")
  }

  @Test func `a simulator's port does not show in a key, another host does`() {
    func key(_ url: String, _ backend: String) -> String {
      RequestForm(.init(method: "GET", url: url), backend: backend, known: IDSearch()).key
    }
    #expect(
      key("http://127.0.0.1:4000/w/a/x?b", "http://127.0.0.1:4000/w/a")
        == key(backend + "/x?b", backend))
    #expect(key("https://cdn.invalid/x", backend) != key(backend + "/x", backend))
    #expect(key("https://backend.invalid.evil/x", backend) != key(backend + "/x", backend))
  }
}
