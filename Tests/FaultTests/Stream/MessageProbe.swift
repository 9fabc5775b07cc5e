import Foundation
import HTTPTypes
import NemoHTTP
import NemoSimulator
import NemoTime
import SimulatorService

/// A world with one fault, signed in, with a clip in it; and what it answers to one message.
struct MessageProbe {
  static let instruction = "simulate talkative: trim the first 2 seconds"

  private(set) var world: World
  private(set) var now = WallTime(millisecondsSinceEpoch: 1_900_000_000_000)
  private(set) var token = ""
  private var session = ""

  struct Failure: Error {}

  /// - Parameter fault: nil for none.
  init(_ fault: PlannedFault?, dialect: Dialect = .seed) throws {
    world = World(seed: 2, startingAt: now, dialect: dialect)
    token = try text("token", in: post("/api/auth/anonymous-token"))
    session = try text(
      "session_id", in: post("/api/tasks/me/with-session/nemo_agent", Array("{}".utf8)))
    _ = try upload()
    if let fault { world.plan(fault) }
  }

  /// The message's body.
  var message: String {
    """
    {"app_name":"nemo_agent","user_id":"me","session_id":"\(session)",\
    "new_message":{"parts":[{"text":"\(Self.instruction)"}]}}
    """
  }

  /// A service in which time jumps, for clients on a socket.
  var service: SimulatedService {
    SimulatedService(world: world, time: JumpingTime(startingAt: now))
  }

  // MARK: The answer

  /// What came of the message.
  struct Answer {
    var plan: Plan
    /// What leaves as one chunk each.
    var chunks: [String] = []
    /// When each of them leaves, in seconds from the message on.
    var seconds: [Double] = []
    var end: StreamEnd?
    var endSeconds = 0.0
  }

  mutating func answer() throws -> Answer {
    let start = now
    let (id, plan) = try open("/run_sse", .bytes(Array(message.utf8)))
    var answer = Answer(plan: plan)
    guard case .frames = plan.body else { return answer }
    while answer.end == nil {
      switch world.nextFrame(of: id, at: now) {
      case .frame(let bytes, let time):
        now = max(now, time)
        answer.chunks.append(String(decoding: bytes, as: UTF8.self))
        answer.seconds.append((now - start) / .seconds(1))
      case .end(let end, let time):
        now = max(now, time)
        answer.end = end
        answer.endSeconds = (now - start) / .seconds(1)
      }
    }
    return answer
  }

  /// How many credits can be spent, once nothing is pending.
  mutating func creditsAtTheEnd() throws -> Int {
    while let due = world.nextDue {
      now = max(now, due)
      _ = world.settle(until: now)
    }
    let body = try bytes(of: request("GET", "/api/credits/balance/simple", .none).plan)
    let members = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
    let data = members?["data"] as? [String: Any]
    return data?["available"] as? Int ?? -1
  }

  // MARK: Requests

  private mutating func upload() throws -> [UInt8] {
    let probe = MediaProbe(
      kind: .video, durationSeconds: 12, width: 1_280, height: 720, framesPerSecond: 25)
    let facts = MediaFacts(
      digest: String(repeating: "0", count: 64), sizeBytes: 40_000,
      firstBytes: [0, 0, 0, 0x18] + Array("ftypisom".utf8), probe: probe)
    let part = FormPart(
      name: "files", filename: "clip.mp4", contentType: "video/mp4", content: .file(facts))
    return try bytes(of: open("/api/upload-video/nemo_agent/me/\(session)", .form([part])).1)
  }

  private mutating func post(_ path: String, _ body: [UInt8] = []) throws -> [UInt8] {
    try bytes(of: open(path, body.isEmpty ? .none : .bytes(body)).1)
  }

  private mutating func open(_ path: String, _ body: BodyFacts) throws -> (ExchangeID, Plan) {
    let answer = try request("POST", path, body)
    return (answer.id, answer.plan)
  }

  private mutating func request(
    _ method: String, _ path: String, _ body: BodyFacts
  ) throws -> (id: ExchangeID, plan: Plan) {
    var headers: HTTPFields = [HTTPField.Name("X-Client-Id")!: "probe"]
    if !token.isEmpty { headers[.authorization] = "Bearer \(token)" }
    let facts = RequestFacts(
      method: method, path: path, headers: headers, baseURL: "http://sim.test")
    switch world.begin(facts, at: now) {
    case .answer(let id, let plan): return (id, plan)
    case .proceed(let id, _, _): return (id, world.complete(id, body: body, at: now))
    }
  }

  private func bytes(of plan: Plan) throws -> [UInt8] {
    guard case .bytes(let bytes) = plan.body, plan.status == 200 else { throw Failure() }
    return bytes
  }

  private func text(_ key: String, in body: [UInt8]) throws -> String {
    let members = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
    let data = members?["data"] as? [String: Any]
    guard let text = data?[key] as? String else { throw Failure() }
    return text
  }
}
