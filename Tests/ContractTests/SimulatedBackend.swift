import HTTPTypes
import NemoClient
import NemoSimulator
import NemoTime

/// A simulated world that is asked with the client's own requests and answers with bytes.
struct SimulatedBackend {
  static let base = "http://sim.test"

  var world: World
  var now = WallTime(millisecondsSinceEpoch: 1_900_000_000_000)
  var token: String?
  var sendsAttribution = true

  init(_ dialect: Dialect) {
    world = World(seed: 1, startingAt: now, dialect: dialect)
  }

  struct Reply {
    var status: Int
    var headers: HTTPFields
    var body: [UInt8]
    /// Each chunk of a stream; one for other bodies.
    var chunks: [[UInt8]]
    var isFile = false
  }

  /// Asks, and reads the answer to its end in virtual time.
  mutating func send(_ request: WireRequest, body: BodyFacts? = nil) -> Reply {
    var headers = HTTPFields()
    for field in request.headers { headers[field.name] = field.value }
    if let token { headers[.authorization] = "Bearer \(token)" }
    for name in ["Source", "Version", "Platform"] where sendsAttribution {
      headers[HTTPField.Name("X-Skill-\(name)")!] = "x"
    }
    let facts = RequestFacts(
      method: request.method.rawValue, path: request.path, headers: headers, baseURL: Self.base)
    switch world.begin(facts, at: now) {
    case .answer(let id, let plan): return perform(plan, id)
    case .proceed(let id, _, _):
      let bytes = request.body.isEmpty ? BodyFacts.none : .bytes(request.body)
      return perform(world.complete(id, body: body ?? bytes, at: now), id)
    }
  }

  mutating func wait(seconds: Int64) { settle(until: now + .milliseconds(seconds * 1_000)) }

  private mutating func perform(_ plan: Plan, _ id: ExchangeID) -> Reply {
    var reply = Reply(status: plan.status, headers: plan.headers, body: [], chunks: [])
    switch plan.body {
    case .bytes(let bytes): reply.chunks = [bytes]
    case .frames: reply.chunks = frames(of: id)
    case .media: reply.isFile = true
    case .failure, .never: break  // Only faults answer so, and no world here has one.
    }
    reply.body = Array(reply.chunks.joined())
    return reply
  }

  private mutating func frames(of id: ExchangeID) -> [[UInt8]] {
    var chunks: [[UInt8]] = []
    while true {
      switch world.nextFrame(of: id, at: now) {
      case .frame(let bytes, let time):
        settle(until: time)
        chunks.append(bytes)
      case .end(_, let time):
        settle(until: time)
        return chunks
      }
    }
  }

  private mutating func settle(until end: WallTime) {
    now = max(now, end)
    for case .renderRequested(let spec) in world.settle(until: now) {
      world.artefact(
        of: spec.id,
        .ready(
          sizeBytes: 40_000, durationSeconds: 16, width: 1_920, height: 1_080, isStandIn: false),
        at: now)
    }
  }
}

extension SimulatedBackend {
  /// 16 seconds of a screen.
  static let recording = MediaFacts(
    digest: "aa11", sizeBytes: 120_000, firstBytes: [],
    probe: MediaProbe(
      kind: .video, durationSeconds: 16, width: 1_280, height: 800, framesPerSecond: 30))

  mutating func upload(_ name: String, to session: String, sizeBytes: Int? = nil) -> Reply {
    var facts = Self.recording
    if let sizeBytes { facts.sizeBytes = sizeBytes }
    let part = FormPart(name: "files", filename: name, contentType: nil, content: .file(facts))
    return send(.uploadFiles(sessionID: session, boundary: "b"), body: .form([part]))
  }

  /// What the client makes of the answer to a message, read in small pieces.
  mutating func say(_ text: String, in session: String) -> [AgentEvent] {
    let reply = send(.message(text, sessionID: session))
    var stream = AgentStream(status: reply.status, contentType: reply.headers[.contentType])
    var events: [AgentEvent] = []
    var rest = reply.body[...]
    while !rest.isEmpty {
      events += stream.receive(Array(rest.prefix(7)))
      rest = rest.dropFirst(7)
    }
    return events + stream.finish()
  }
}
