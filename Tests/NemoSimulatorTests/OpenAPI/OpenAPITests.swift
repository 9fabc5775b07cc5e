import HTTPTypes
import Testing

@testable import NemoSimulator

/// The description, against the table of routes and against what a world really answers.
@Suite struct OpenAPITests {
  private let document = OpenAPI.document

  /// What a value that is documented nowhere may stand in: sources publish no more of them.
  private static let openObjects = ["/data/state/draft", "/data/state/video_analyses"]

  private func operation(_ method: String, _ path: String) -> JSON? {
    document["paths"]?[path]?[method.lowercased()]
  }

  @Test func `every route is described, and nothing else is`() {
    let described = OpenAPI.Operation.all.keys.sorted()
    #expect(described == Route.templates.map { "\($0.method) \($0.path)" }.sorted())
    for template in Route.templates {
      let operation = operation(template.method, OpenAPI.path(of: template))
      #expect(operation?["operationId"]?.string?.isEmpty == false, "\(template.path)")
    }
    let ids = OpenAPI.Operation.all.values.map(\.id).sorted()
    #expect(Set(ids).count == ids.count)
  }

  @Test func `a token is asked for where the world asks for one`() {
    for template in Route.templates {
      let operation = operation(template.method, OpenAPI.path(of: template))
      let route = template.route(["a", "b"])
      let needs = operation?["security"]?.array?.isEmpty == false
      #expect(needs == route.needsAccount, "\(template.path)")
      // The values of the path are parameters of it.
      let names = template.parts.filter { $0.hasPrefix("{") || $0.hasPrefix("<") }.count
      let references = operation?["parameters"]?.array ?? []
      let check = SchemaCheck(document)
      let inPath = references.filter { check.resolved($0)["in"]?.string == "path" }
      #expect(inPath.count == names, "\(template.path)")
    }
  }

  @Test func `every reference leads somewhere, and every component is used`() {
    let text = document.text
    for piece in text.split(separator: "#/components/").dropFirst() {
      let path = piece.prefix { $0 != "\"" }
      let found = path.split(separator: "/").reduce(document["components"] ?? .null) {
        $0[String($1)] ?? .null
      }
      #expect(found != .null, "\(path)")
    }
    for kind in ["schemas", "parameters", "responses"] {
      guard case .object(let members)? = document["components"]?[kind] else { continue }
      for member in members {
        #expect(text.contains("#/components/\(kind)/\(member.key)\""), "\(kind) \(member.key)")
      }
    }
  }

  @Test func `the world serves it without a token`() {
    var client = Conversation()
    let reply = client.get("/__sim/v1/openapi.json")
    #expect(reply.status == 200)
    #expect(reply.headers[.contentType] == "application/json")
    #expect(reply.bytes == OpenAPI.bytes)
    check(reply, "GET", "/__sim/v1/openapi.json")
  }

  // MARK: Real answers

  @Test func `what the world answers is what the description says`() {
    var client = Conversation()
    let signIn = client.signInReply(client: "c")
    check(signIn, "POST", "/api/auth/anonymous-token")
    client.token = signIn.data["token"]?.string
    let session = "/api/tasks/me/with-session/nemo_agent"
    let created = client.post(session, [:])
    check(created, "POST", "/api/tasks/{user}/with-session/nemo_agent")
    client.session = created.data["session_id"]?.string ?? ""
    check(client.get("/api/credits/balance/simple"), "GET", "/api/credits/balance/simple")
    let state = "/api/state/nemo_agent/{user}/{session}/latest"
    let statePath = "/api/state/nemo_agent/me/\(client.session)/latest"
    check(client.get(statePath), "GET", state)
    let upload = "/api/upload-video/nemo_agent/{user}/{session}"
    check(client.upload("a.mp4", Self.clip), "POST", upload)
    checkFrames(client.say("add lo-fi music and a title \"Urban Dreams\", crop to 16:9"))
    check(client.get(statePath), "GET", state)
    let claim: JSON = [
      "task_id": created.data["task_id"] ?? .null, "session_id": .string(client.session),
    ]
    check(client.post("/api/auth/claim-token", claim), "POST", "/api/auth/claim-token")
    checkRender(&client)
    checkFrames(client.say("simulate failed run trim"))
    #expect(client.world.checkInvariants() == [])
  }

  private func checkRender(_ client: inout Conversation) {
    let poll = "/api/render/proxy/lambda/{id}"
    check(client.submit("render_1"), "POST", "/api/render/proxy/lambda")
    check(client.get("/api/render/proxy/lambda/render_1"), "GET", poll)
    client.world.artefact(of: "render_1", RenderTests.artefact, at: client.now)
    client.wait(seconds: 45)
    check(client.get("/api/render/proxy/lambda/render_1"), "GET", poll)
    let download = client.get("/api/render/proxy/render_1/download")
    #expect(download.headers[.contentType] == "video/mp4")
    check(client.submit("render_1"), "POST", "/api/render/proxy/lambda")
    check(client.submit("render_2"), "POST", "/api/render/proxy/lambda")
    client.world.artefact(of: "render_2", .failed(reason: "no"), at: client.now)
    check(client.get("/api/render/proxy/lambda/render_2"), "GET", poll)
  }

  @Test func `every refusal that a message can ask for is described`() {
    var client = Conversation.open()
    for code in MagicValues.codes {
      let (plan, _) = client.messageExchange("simulate \(code.rawValue)")
      let reply = client.reply(plan)
      #expect(reply.code == code.rawValue)
      check(reply, "POST", "/run_sse")
    }
  }

  @Test func `refusals of other kinds are described`() {
    var client = Conversation.open()
    let token = client.token
    client.token = nil
    check(client.get("/api/credits/balance/simple"), "GET", "/api/credits/balance/simple")
    check(client.signInReply(client: nil), "POST", "/api/auth/anonymous-token")
    check(client.signInReply(client: "client-1"), "POST", "/api/auth/anonymous-token")
    client.token = token
    let session = "/api/tasks/{user}/with-session/nemo_agent"
    check(client.post("/api/tasks/other/with-session/nemo_agent", [:]), "POST", session)
    check(client.post("/api/tasks/me/with-session/nemo_agent", []), "POST", session)
    check(client.get("/render-result/none.mp4"), "GET", "/render-result/{id}.mp4")
    check(client.get("/media/none/a.mp4"), "GET", "/media/{digest}/{filename}")
    check(client.get("/api/render/proxy/lambda/none"), "GET", "/api/render/proxy/lambda/{id}")
    check(client.post("/api/render/proxy/lambda", [:]), "POST", "/api/render/proxy/lambda")
    let bare = client.send("POST", "/api/render/proxy/lambda", headers: [:])
    #expect(bare.status == 402)
    check(bare, "POST", "/api/render/proxy/lambda")
    check(
      client.upload("a.exe", Self.clip), "POST",
      "/api/upload-video/nemo_agent/{user}/{session}")
  }

  private static let clip = MediaFacts(
    digest: "00ff", sizeBytes: 1_000, firstBytes: [],
    probe: MediaProbe(
      kind: .video, durationSeconds: 12, width: 1_280, height: 720, framesPerSecond: 25))

  /// The answer's status, content type and body are described, and so is every key in it.
  private func check(
    _ reply: Conversation.Reply, _ method: String, _ path: String,
    location: SourceLocation = #_sourceLocation
  ) {
    var check = SchemaCheck(document)
    let responses = operation(method, path)?["responses"]
    let response = responses?[String(reply.status)].map(check.resolved)
    let type = reply.headers[.contentType] ?? ""
    let schema = response?["content"]?[type]?["schema"]
    #expect(schema != nil, "\(method) \(path) \(reply.status) \(type)", sourceLocation: location)
    check.check(reply.json, schema ?? .null)
    #expect(check.problems == [], "\(reply.text)", sourceLocation: location)
    let known = Self.openObjects
    let strange = check.undocumented.filter { key in !known.contains { key.hasPrefix($0) } }
    #expect(strange == [], "\(method) \(path)", sourceLocation: location)
  }

  private func checkFrames(_ turn: Conversation.Turn) {
    #expect(!turn.frames.isEmpty)
    for frame in turn.frames where frame != "data:\n\n" {
      #expect(frame.hasPrefix("data: ") && frame.hasSuffix("\n\n"), "\(frame)")
      let json = try? JSONParser.value(of: Array(frame.utf8.dropFirst(6).dropLast(2)))
      var check = SchemaCheck(document)
      check.check(json ?? .null, .reference("schemas", "Frame"))
      #expect(check.problems == [], "\(frame)")
      #expect(check.undocumented == [], "\(frame)")
    }
  }

  // MARK: Samples

  @Test(arguments: [
    ("NewSession", "create-session.request"), ("Session", "create-session.response"),
    ("Message", "message.request"), ("UploadLinks", "upload-urls.request"),
    ("Upload", "upload.response"), ("Render", "submit-render.request"),
    ("SubmittedRender", "submit-render.response"), ("PolledRender", "poll-render.response"),
    ("PolledRender", "poll-render-processing.response"), ("Claim", "claim-token.request"),
    ("ClaimToken", "claim-token.response"), ("Balance", "credits.response"),
    ("Refusal", "error.response"), ("State", "state.response"), ("State", "state-empty.response"),
  ])
  func `the literal samples fit their schemas, and empty objects do not`(
    schema: String, name: String
  ) throws {
    var check = SchemaCheck(document)
    check.check(
      try JSONParser.value(of: SampleTests.sample("\(name).json")), .reference("schemas", schema))
    #expect(check.problems == [])
    var empty = SchemaCheck(document)
    empty.check([:], .reference("schemas", schema))
    #expect(empty.problems.isEmpty == (schema == "NewSession"))
  }
}
