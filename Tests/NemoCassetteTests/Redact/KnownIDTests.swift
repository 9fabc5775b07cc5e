import Foundation
import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// An id that the client knew before any answer gave it is on the tape as it is.
struct KnownIDTests {
  private static let session = "7123456789012345678"
  private static let other = "7987654321098765432"
  private static let state = "/api/state/nemo_agent/me/\(session)/latest"

  private func record(
    _ answers: [ScriptedTransport.Answer], _ journey: (any HTTPTransport) async throws -> Void
  ) async throws -> (Tape, Replayer) {
    let folder = try TemporaryFolder()
    let path = folder.path + "/known.cassette"
    let recorder = try Recorder(
      wrapping: ScriptedTransport(answers), into: path, origin: .simulator, backend: backend,
      time: RealTime())
    try await journey(recorder)
    let tape = try recorder.finish()
    return (tape, Replayer(tape, name: "known", time: RealTime()))
  }

  /// What a client does that goes on with a session; the answers are what the journey saw.
  private static let resumedAnswers: [ScriptedTransport.Answer] = [
    .json("{\"session_id\":\"\(session)\",\"task_id\":\"task_0123456789\"}"),
    .events([Array("data: {\"session_id\":\(session),\"userId\":\"user-of-mine-1\"}\n\n".utf8)]),
    .json("{\"also\":\"\(session)\",\"session_id\":\"\(other)\"}"),
    .json("{\"of\":\"\(session)\"}"), .json("{}"),
  ]

  private static func resumed(_ transport: any HTTPTransport) async throws -> [String] {
    var seen = [try await transport.see("GET", state).text]
    for body in ["{\"session_id\":\"\(session)\"}", "{ \"session_id\": \(session) }"] {
      seen.append(try await transport.see("POST", "/run_sse", body: HTTPBody(body)).text)
    }
    seen.append(try await transport.see("GET", "/apps/x/users/u/sessions/\(session)").text)
    // The one that an answer gave, as it gave it.
    let given = seen[2].components(separatedBy: "\"session_id\":\"")[1].prefix(19)
    seen.append(try await transport.see("GET", "/api/state/nemo_agent/me/\(given)/latest").text)
    return seen
  }

  @Test func `a session resumed from before replays with the requests of the recording`()
    async throws
  {
    let (tape, replayer) = try await record(Self.resumedAnswers) { _ = try await Self.resumed($0) }
    let text = String(decoding: TapeText(tape).tape, as: UTF8.self)
    #expect(text.contains(Self.session) && !text.contains(Self.other))
    let seen = try await Self.resumed(replayer)
    try replayer.verifyAllUsed()
    #expect(seen[0] == "{\"session_id\":\"\(Self.session)\",\"task_id\":\"task_0000000001\"}")
    #expect(seen[1].contains("\"session_id\":\(Self.session),\"userId\":\"user_000000001\""))
    #expect(seen[2] == "{\"also\":\"\(Self.session)\",\"session_id\":\"7000000000000000001\"}")
  }

  @Test(arguments: [
    "/api/state/nemo_agent/me/\(session)/latest", "/x?session=\(session)&y=1",
    "/apps/a%2Fb/%37123456789012345678",
  ])
  func `an id of a URL stays, in every answer`(path: String) async throws {
    let answer = "{\"session_id\":\"\(Self.session)\"}"
    let (tape, _) = try await record([.json(answer), .json(answer)]) {
      _ = try await $0.see("GET", path)
      _ = try await $0.see("GET", "/again")
    }
    #expect(tape.exchanges.map { $0.response?.text } == [answer, answer])
  }

  @Test(arguments: [
    "{\"session_id\":\"user@example.invalid\"}", "{\"sid\":\"user@example.invalid\"}",
    "user=user%40example.invalid&a=b", "{\"in\":\"{\\\"id\\\":\\\"user@example.invalid\\\"}\"}",
    "{\"text\":\"see\\nuser@example.invalid now\"}",
  ])
  func `an id of a body stays, whatever stands around it`(body: String) async throws {
    let answer = "{\"user_id\":\"user@example.invalid\"}"
    let (tape, _) = try await record([.json(answer)]) {
      _ = try await $0.see("POST", "/x", body: HTTPBody(body))
    }
    #expect(tape.exchanges[0].response?.text == answer)
    #expect(tape.exchanges[0].request.text == body)
  }

  @Test func `an id that an answer gave gets a pseudonym, in requests too`() async throws {
    func journey(_ transport: any HTTPTransport) async throws -> String {
      let created = try await transport.see("POST", "/create").text
      let id = created.components(separatedBy: "\"")[3]
      _ = try await transport.see("GET", "/api/state/nemo_agent/me/\(id)/latest")
      return id
    }
    let answers: [ScriptedTransport.Answer] = [
      .json("{\"session_id\":\"\(Self.session)\"}"), .json("{}"),
    ]
    let (tape, replayer) = try await record(answers) { _ = try await journey($0) }
    #expect(tape.exchanges[1].request.url.hasSuffix("/7000000000000000001/latest"))
    #expect(try await journey(replayer) == "7000000000000000001")
    try replayer.verifyAllUsed()
  }

  /// A client may go on before it has asked for the end of the answer.
  @Test func `what an answer gave counts from the moment at which it was handed over`()
    async throws
  {
    let answers: [ScriptedTransport.Answer] = [
      .json("{\"session_id\":\"\(Self.session)\"}"), .json("{}"),
    ]
    let (tape, _) = try await record(answers) { transport in
      let response = try await transport.send(.to("POST", "/create"))
      var iterator = response.body.makeAsyncIterator()
      _ = try await iterator.next()
      _ = try await transport.see("GET", Self.state)
      let end = try await iterator.next()
      #expect(end == nil)
    }
    #expect(tape.exchanges[0].response?.text == "{\"session_id\":\"7000000000000000001\"}")
    #expect(tape.exchanges[1].request.url.contains("/7000000000000000001/"))
  }

  @Test func `a pseudonym is none of the ids that stay`() async throws {
    let known = "7000000000000000001"
    let answer = "{\"session_id\":\"\(Self.session)\",\"old\":\"\(known)\"}"
    let (tape, _) = try await record([.json(answer)]) {
      _ = try await $0.see("GET", "/api/state/nemo_agent/me/\(known)/latest")
    }
    #expect(
      tape.exchanges[0].response?.text
        == "{\"session_id\":\"7000000000000000002\",\"old\":\"\(known)\"}")
  }

  @Test func `secrets and the ids of renders never stay`() async throws {
    let (token, client) = ("nmv_usr_Ab3dEf6hIj9l", "client-of-mine-77")
    let render = "render_1700000000000"
    let answer = "{\"token\":\"\(token)\",\"you\":\"\(client)\",\"session_id\":\"\(render)\"}"
    let (tape, _) = try await record([.json(answer), .json("{}")]) {
      _ = try await $0.see(
        "POST", "/\(token)/\(client)", headers: [("X-Client-Id", client)],
        body: HTTPBody("{\"a\":\"\(token)\",\"b\":\"\(client)\"}"))
      _ = try await $0.see("GET", "/api/render/proxy/lambda/\(render)")
    }
    let text = String(decoding: TapeText(tape).tape, as: UTF8.self)
    for value in [token, client, render] { #expect(!text.contains(value), "\(value)") }
  }

  /// A client with ids from before and a server that gives new ones, in any order.
  @Test func `whatever a client knew and was told, its requests replay`() async throws {
    for seed in UInt64(1)...12 {
      var random = SeededGenerator(seed: seed, stream: "known ids")
      let steps = (0..<30).map { _ in random.next() }
      let answers = Self.answers(to: steps)
      let (tape, replayer) = try await record(answers) { try await Self.walk(steps, $0) }
      do {
        try await Self.walk(steps, replayer)
        try replayer.verifyAllUsed()
      } catch {
        Issue.record("seed \(seed): \(error)")
      }
      let text = String(decoding: TapeText(tape).tape, as: UTF8.self)
      #expect(!text.contains("810000000000000"), "seed \(seed)")
    }
  }

  /// What a step of a walk asks for: an id from before, or one of those that answers gave.
  private static func id(_ step: UInt64, given: [String]) -> String {
    let known = "7\(100_000_000_000_000_000 + step % 4)"
    return step % 3 == 0 || given.isEmpty ? known : given[Int(step / 7) % given.count]
  }

  private static func walk(_ steps: [UInt64], _ transport: any HTTPTransport) async throws {
    var given: [String] = []
    for (number, step) in steps.enumerated() {
      let id = id(step, given: given)
      let body = [
        "{\"session_id\":\"\(id)\"}", "{\"session_id\":\(id),\"a\":1}",
        "{\"text\":\"go on\\n\(id)\"}",
        "user=\(id)",
      ][Int(step / 11) % 4]
      let path = step % 2 == 0 ? "/api/state/x/me/\(id)/latest?n=\(number)" : "/run_sse?n=\(number)"
      let seen = try await transport.see(
        step % 2 == 0 ? "GET" : "POST", path, body: step % 2 == 0 ? .empty : HTTPBody(body))
      guard let start = seen.text.range(of: "\"session_id\":\"")?.upperBound else { continue }
      given.append(String(seen.text[start...].prefix(18)))
    }
  }

  /// A new id at times; else the one that was asked for, in one way or another.
  private static func answers(to steps: [UInt64]) -> [ScriptedTransport.Answer] {
    var given: [String] = []
    return steps.enumerated().map { number, step in
      let id = id(step, given: given)
      guard (step / 13) % 3 == 0 else {
        return .json(
          ["{\"of\":\(id)}", "{\"user_id\":\"\(id)\"}", "{\"task_id\":\"\(id)\"}"][number % 3])
      }
      given.append("8\(10_000_000_000_000_000 + number)")
      return .json("{\"also\":\"\(id)\",\"session_id\":\"\(given.last ?? "")\"}")
    }
  }

  @Test(arguments: [("first", true), ("second", false)])
  func `in a capture the order in which things were met decides`(order: String, stays: Bool) throws
  {
    func entry(_ path: String, at second: Int, wait: Int, _ answer: String) -> String {
      """
      {"startedDateTime":"2026-11-23T10:00:0\(second).000Z","time":\(wait),\
      "request":{"method":"GET","url":"https://api.example\(path)","headers":[]},\
      "response":{"status":200,"headers":[],"content":{"mimeType":"application/json",\
      "text":"\(answer.replacing("\"", with: "\\\""))"}},"timings":{"send":0,"wait":\(wait),"receive":0}}
      """
    }
    // The list takes four seconds: its answer is met after the state was asked for, or it takes one.
    let entries = [
      entry(
        "/api/tasks/list", at: 0, wait: stays ? 4_000 : 1_000,
        "{\"session_id\":\"\(Self.session)\"}"),
      entry(Self.state, at: 2, wait: 100, "{\"session_id\":\"\(Self.session)\"}"),
    ]
    let har = "{\"log\":{\"entries\":[\(entries.joined(separator: ","))]}}"
    let tape = try HARImport.tape(from: Array(har.utf8)).tape
    #expect(tape.exchanges.count == 2)
    let id = stays ? Self.session : "7000000000000000001"
    #expect(
      tape.exchanges[1].request.url == "https://api.example/api/state/nemo_agent/me/\(id)/latest")
    #expect(
      tape.exchanges.map { $0.response?.text }
        == Array(repeating: "{\"session_id\":\"\(id)\"}", count: 2))
  }
}
