import HTTPTypes
import Testing

@testable import NemoSimulator

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The literal samples, against the simulator's half of the contract.
struct SampleTests {
  static func sample(_ name: String) throws -> [UInt8] {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/\(root)/Simulator/World/Contract/Samples/\(name)"
    return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// The keys in their order and the kinds of values; of a list, its first element.
  private func shape(_ json: JSON) -> String {
    switch json {
    case .null: "null"
    case .bool: "bool"
    case .number: "number"
    case .string: "string"
    case .array(let values): "[\(values.first.map(shape) ?? "")]"
    case .object(let members):
      "{" + members.map { "\($0.key):\(shape($0.value))" }.joined(separator: ",") + "}"
    }
  }

  @Test(arguments: [
    ("POST", "/api/tasks/me/with-session/nemo_agent", "create-session"),
    ("POST", "/run_sse", "message"),
    ("POST", "/api/upload-video/nemo_agent/me/7000000000000000001", "upload-urls"),
    ("POST", "/api/render/proxy/lambda", "submit-render"),
    ("POST", "/api/auth/claim-token", "claim-token"),
  ])
  func `a sample request has no problems`(method: String, path: String, name: String) throws {
    var headers = Conversation.attribution
    headers[.authorization] = "Bearer x"
    let body = try Self.sample("\(name).request.json")
    let problems = RequestValidator.problems(
      method: method, path: path, headers: headers, body: body)
    #expect(problems == [])
    // What is broken is found.
    #expect(
      RequestValidator.problems(method: method, path: path, headers: headers, body: [0x5b]) != [])
    #expect(
      !RequestValidator.problems(method: method, path: path, headers: [:], body: body).isEmpty)
  }

  @Test func `what the world answers has the shape of the samples`() throws {
    var client = Conversation()
    let clip = MediaFacts(
      digest: "00ff", sizeBytes: 1_000, firstBytes: [],
      probe: MediaProbe(
        kind: .video, durationSeconds: 12, width: 1_280, height: 720, framesPerSecond: 25))
    var answers: [(String, JSON)] = []
    let signIn = client.signInReply(client: "c").json
    client.token = signIn["data"]?["token"]?.string
    answers.append(("sign-in", signIn))
    let created = client.post("/api/tasks/me/with-session/nemo_agent", [:]).json
    client.session = created["data"]?["session_id"]?.string ?? ""
    answers.append(("create-session", created))
    let state = "/api/state/nemo_agent/me/\(client.session)/latest"
    answers.append(("state-empty", client.get(state).json))
    answers.append(("upload", client.upload("a.mp4", clip).json))
    answers.append(("credits", client.get("/api/credits/balance/simple").json))
    _ = client.say("add lo-fi music at 35% and a title \"Urban Dreams\"")
    answers.append(("state", client.get(state).json))
    answers.append(("submit-render", client.submit("render_1").json))
    client.wait(seconds: 5)
    let poll = "/api/render/proxy/lambda/render_1"
    answers.append(("poll-render-processing", client.get(poll).json))
    client.world.artefact(of: "render_1", RenderTests.artefact, at: client.now)
    client.wait(seconds: 40)
    answers.append(("poll-render", client.get(poll).json))
    client.world.dialect.renderBody = .nested
    answers.append(("poll-render-nested", client.get(poll).json))
    let task = created["data"]?["task_id"] ?? .null
    let claim: JSON = ["task_id": task, "session_id": .string(client.session)]
    answers.append(("claim-token", client.post("/api/auth/claim-token", claim).json))
    client.token = nil
    answers.append(("error", client.get(poll).json))
    for (name, answer) in answers {
      let expected = try JSONParser.value(of: Self.sample("\(name).response.json"))
      #expect(shape(answer) == shape(expected), "\(name)")
    }
  }

  @Test func `the samples are written as the simulator writes`() throws {
    for name in ["state.response.json", "submit-render.request.json", "poll-render.response.json"] {
      let bytes = try Self.sample(name)
      #expect(try JSONParser.value(of: bytes).bytes == bytes)
    }
  }

  @Test func `the sample stream is made of the world's own frames`() throws {
    let text = String(decoding: try Self.sample("message.response.txt"), as: UTF8.self)
    var dialect = Dialect.seed
    dialect.heartbeat = .alternate
    var client = Conversation.open(dialect: dialect)
    _ = client.upload("demo.mp4", .recording)
    let turn = client.say("crop to 16:9 simulate talkative")
    for frame in turn.frames where !frame.contains("start_draft") {
      #expect(text.contains(frame), "\(frame)")
    }
  }
}
