import HTTPTypes
import NemoTime

@testable import NemoSimulator

/// A world with a clock and one client, for tests that read as conversations.
struct Conversation {
  static let start = WallTime(millisecondsSinceEpoch: 1_900_000_000_000)
  static let base = "http://sim.test"
  static let attribution: HTTPFields = [
    HTTPField.Name("X-Skill-Source")!: "video-screen",
    HTTPField.Name("X-Skill-Version")!: "1.0.0",
    HTTPField.Name("X-Skill-Platform")!: "unknown",
  ]

  var world: World
  var now = Conversation.start
  var token: String?
  var session = ""
  /// Every byte that the world has answered.
  var transcript: [UInt8] = []
  /// Renders that were asked for.
  var requested: [RenderSpec] = []

  init(seed: UInt64 = 1, dialect: Dialect = .seed) {
    world = World(seed: seed, startingAt: Self.start, dialect: dialect)
  }

  /// Signed in, with a session.
  static func open(seed: UInt64 = 1, dialect: Dialect = .seed) -> Conversation {
    var conversation = Conversation(seed: seed, dialect: dialect)
    conversation.signIn()
    conversation.newSession()
    return conversation
  }

  struct Reply {
    var status: Int
    var headers: HTTPFields
    var body: Plan.Body
    var bytes: [UInt8]
    var json: JSON { (try? JSONParser.value(of: bytes)) ?? .null }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var code: Int? { json["code"]?.int }
    /// What is in the envelope, where there is one.
    var data: JSON { json["data"] ?? json }
  }

  // MARK: Requests

  mutating func send(
    _ method: String, _ path: String, headers: HTTPFields = Conversation.attribution,
    token: String? = nil, body: BodyFacts = .none
  ) -> Reply {
    let (plan, _) = exchange(method, path, headers: headers, token: token, body: body)
    return reply(plan)
  }

  mutating func exchange(
    _ method: String, _ path: String, headers: HTTPFields = Conversation.attribution,
    token: String? = nil, body: BodyFacts = .none
  ) -> (Plan, ExchangeID) {
    var headers = headers
    if let token = token ?? self.token { headers[.authorization] = "Bearer \(token)" }
    let facts = RequestFacts(method: method, path: path, headers: headers, baseURL: Self.base)
    switch world.begin(facts, at: now) {
    case .answer(let id, let plan): return (plan, id)
    case .proceed(let id, _, _): return (world.complete(id, body: body, at: now), id)
    }
  }

  mutating func reply(_ plan: Plan) -> Reply {
    var bytes: [UInt8] = []
    if case .bytes(let all) = plan.body { bytes = all }
    transcript += bytes
    return Reply(status: plan.status, headers: plan.headers, body: plan.body, bytes: bytes)
  }

  mutating func get(_ path: String) -> Reply { send("GET", path) }

  mutating func post(_ path: String, _ json: JSON) -> Reply {
    send("POST", path, body: .bytes(json.bytes))
  }

  mutating func signIn(client: String = "client-1", from address: String? = nil) {
    token = signInReply(client: client, from: address).data["token"]?.string
  }

  mutating func signInReply(client: String?, from address: String? = nil) -> Reply {
    var headers: HTTPFields = [:]
    headers[HTTPField.Name("X-Client-Id")!] = client
    headers[HTTPField.Name("X-Forwarded-For")!] = address
    return send("POST", "/api/auth/anonymous-token", headers: headers)
  }

  mutating func newSession(_ name: String = "project") {
    let reply = post(
      "/api/tasks/me/with-session/nemo_agent", ["task_name": .string(name), "language": "en"])
    session = reply.data["session_id"]?.string ?? ""
  }

  mutating func upload(_ filename: String, _ facts: MediaFacts) -> Reply {
    send(
      "POST", "/api/upload-video/nemo_agent/me/\(session)",
      body: .form([
        FormPart(
          name: "files", filename: filename, contentType: nil, content: .file(facts))
      ]))
  }

  mutating func messageExchange(_ text: String, streaming: Bool? = nil) -> (Plan, ExchangeID) {
    let body = JSON.present(
      ("app_name", "nemo_agent"), ("user_id", "me"), ("session_id", .string(session)),
      ("new_message", ["parts": [["text": .string(text)]]]),
      ("streaming", streaming.map { .bool($0) }))
    return exchange("POST", "/run_sse", body: .bytes(body.bytes))
  }

  // MARK: Streams and time

  struct Turn {
    var frames: [String] = []
    var seconds = 0.0
    var end: StreamEnd?
    /// Without a stream: the refusal.
    var refusal: JSON?

    var texts: [String] {
      frames.compactMap { frame in
        guard frame.contains("\"type\":\"text\"") else { return nil }
        let json = try? JSONParser.value(of: Array(frame.dropFirst(6).utf8.dropLast(2)))
        return json?["content"]?.string
      }
    }
  }

  /// Sends a message and reads its stream to the end, in virtual time.
  mutating func say(_ text: String, streaming: Bool? = nil) -> Turn {
    let (plan, id) = messageExchange(text, streaming: streaming)
    guard case .frames = plan.body else { return Turn(refusal: reply(plan).json) }
    return read(id)
  }

  mutating func read(_ id: ExchangeID) -> Turn {
    var turn = Turn()
    let begun = now
    while turn.end == nil {
      switch world.nextFrame(of: id, at: now) {
      case .frame(let bytes, let time):
        settle(until: max(now, time))
        transcript += bytes
        turn.frames.append(String(decoding: bytes, as: UTF8.self))
      case .end(let end, let time):
        settle(until: max(now, time))
        turn.end = end
      }
    }
    turn.seconds = Double((now - begun).components.seconds)
    return turn
  }

  /// As a driver does: jumps from due to due.
  mutating func settle(until end: WallTime) {
    while let due = world.nextDue, due <= end {
      now = max(now, due)
      handle(world.settle(until: now))
    }
    now = max(now, end)
    handle(world.settle(until: now))
  }

  mutating func wait(seconds: Int64) { settle(until: now + .milliseconds(seconds * 1_000)) }

  private mutating func handle(_ happenings: [Happening]) {
    for case .renderRequested(let spec) in happenings { requested.append(spec) }
  }

  // MARK: State

  mutating func state() -> JSON {
    get("/api/state/nemo_agent/me/\(session)/latest").data["state"] ?? .null
  }

  mutating func draft() -> JSON { state()["draft"] ?? .null }

  mutating func credits() -> [Int] {
    let data = get("/api/credits/balance/simple").data
    return ["available", "frozen", "total"].map { data[$0]?.int ?? -1 }
  }

  mutating func submit(_ id: String, draft: JSON? = nil) -> Reply {
    let draft = draft ?? self.draft()
    return post(
      "/api/render/proxy/lambda",
      [
        "id": .string(id), "sessionId": .string(session), "draft": draft,
        "output": ["format": "mp4", "quality": "high"],
      ])
  }
}

extension MediaFacts {
  /// 16 s of 1280x800 with 1.7 s of pause in front, 1.7 s behind, and five clicks.
  static let recording = MediaFacts(
    digest: "aa11", sizeBytes: 120_000, firstBytes: [],
    probe: MediaProbe(
      kind: .video, durationSeconds: 16, width: 1_280, height: 800, framesPerSecond: 30,
      hasAudio: true, leadingPauseSeconds: 1.7, trailingPauseSeconds: 1.7,
      clicks: [
        .init(seconds: 3, x: 200, y: 150), .init(seconds: 5, x: 640, y: 400),
        .init(seconds: 8, x: 900, y: 300), .init(seconds: 11, x: 500, y: 700),
        .init(seconds: 13, x: 1_000, y: 500),
      ]))

  static let plainVideo = MediaFacts(
    digest: "bb22", sizeBytes: 90_000, firstBytes: [],
    probe: MediaProbe(
      kind: .video, durationSeconds: 10, width: 1_920, height: 1_080, framesPerSecond: 25))
}
