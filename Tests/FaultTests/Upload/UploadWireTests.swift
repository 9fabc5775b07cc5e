import HTTPTypes
import LoopbackServer
import NemoHTTP
import NemoSimulator
import NemoTime
import RawSockets
import SimulatorService
import Testing

/// What faults of uploads look like on a socket.
@Suite(.timeLimit(.minutes(1))) struct UploadWireTests {
  private static let token = "nmv_usr_" + String(repeating: "a", count: 43)

  struct Row: Sendable, CustomTestStringConvertible {
    var fault: String
    var settings: [String: Int] = [:]
    /// How the answer begins.
    var start: String
    /// What its body says.
    var body = ""
    var ending = RawClient.Ending.closed

    var testDescription: String { "\(fault) \(settings.sorted { $0.key < $1.key })" }
  }

  static let rows: [Row] = [
    Row(
      fault: "early-refusal", start: "HTTP/1.1 200 OK\r\n", body: #"{"code":4002,"message":"A f"#),
    Row(
      fault: "early-refusal", settings: ["code": 413], start: "HTTP/1.1 413 Payload Too Large\r\n",
      body: #"{"code":413,"#),
    Row(
      fault: "early-refusal", settings: ["code": 4001, "drained": 0], start: "HTTP/1.1 200 OK\r\n",
      body: #"{"code":4001,"#, ending: .reset),
    Row(
      fault: "early-refusal", settings: ["code": 503, "afterBytes": 900],
      start: "HTTP/1.1 503 Service Unavailable\r\n", body: #"{"code":503,"#),
    Row(fault: "reset-mid-body", start: "", ending: .reset),
    Row(fault: "token-expires-midway", start: "HTTP/1.1 200 OK\r\n", body: #"{"code":1001,"#),
    Row(fault: "stored-short", start: "HTTP/1.1 200 OK\r\n", body: #"{"code":0,"#),
  ]

  @Test(arguments: rows)
  func `each fault of an upload answers and ends as it says`(_ row: Row) async throws {
    let (text, ending) = try await onTheWire(row.fault, row.settings) { client, request in
      try client.send(request.head)
      // Who resets early may not wait for the body.
      try? client.send(request.body)
      return try await client.receiveAll()
    }
    #expect(text.hasPrefix(row.start))
    #expect(text.contains("\r\n\r\n" + row.body) || row.body.isEmpty)
    #expect(ending == row.ending)
  }

  @Test func `a stalled upload is never answered`() async throws {
    let ending = try await onTheWire("stalled-upload", [:]) { client, request in
      try client.send(request.head)
      try client.send(request.body)
      return try await client.ending(withinMilliseconds: 100)
    }
    #expect(ending == .stillOpen)
  }

  @Test(arguments: ["continue-withheld", nil])
  func `without its interim answer a body that comes all the same is taken`(
    _ fault: String?
  ) async throws {
    let (waited, text) = try await onTheWire(fault, [:]) { client, request in
      try client.send(request.head.replacing("\r\n\r\n", with: "\r\nExpect: 100-continue\r\n\r\n"))
      let waited: String
      if fault == nil {
        waited = try await client.receive(until: "\r\n\r\n")
      } else {
        waited = try await client.ending(withinMilliseconds: 100) == .stillOpen ? "nothing" : "end"
      }
      try client.send(request.body)
      return (waited, try await client.receiveAll().text)
    }
    #expect(waited == (fault == nil ? "HTTP/1.1 100 Continue\r\n\r\n" : "nothing"))
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    #expect(text.contains(#""code":0"#))
  }

  @Test func `a throttled upload takes as long as it says`() async throws {
    let fault = try PlannedFault(
      "throttled-upload", of: .upload, settings: ["bytesPerSecond": 1_000])
    let bytes = try FaultyTrip.clip().count
    let (taken, fired) = try await FaultyBackend(faults: [fault]).run { ready in
      let taken = try await ready.duration { _ = try await ready.session() }
      return (taken, ready.service.world.faultReports.map(\.fired))
    }
    #expect(taken >= .milliseconds(bytes))
    #expect(taken < .milliseconds(bytes + 2_000))
    #expect(fired == [1])
  }

  // MARK: An upload by hand

  private struct Upload {
    var head: String
    var body: [UInt8]
  }

  private func onTheWire<Result: Sendable>(
    _ fault: String?, _ settings: [String: Int],
    _ body: (RawClient, Upload) async throws -> Result
  ) async throws -> Result {
    var scenario = Scenario()
    if let fault { scenario.faults = [try PlannedFault(fault, of: .upload, settings: settings)] }
    let world = World(
      seed: 4, startingAt: VirtualTime.defaultOrigin, dialect: .seed, scenario: scenario)
    let service = SimulatedService(world: world, time: RealTime())
    let upload = try await upload(to: try await session(in: service))
    return try await LoopbackServer.run(service) { server in
      try await body(try RawClient(port: server.port), upload)
    }
  }

  private func session(in service: SimulatedService) async throws -> String {
    var head = HTTPRequest(
      method: .post, scheme: "http", authority: "x", path: "/api/tasks/me/with-session/nemo_agent")
    head.headerFields[.authorization] = "Bearer \(Self.token)"
    let response = try await service.send(TransportRequest(head: head, body: HTTPBody("{}")))
    let text = String(decoding: try await response.body.collect(upTo: 10_000), as: UTF8.self)
    return String(try #require(text.firstMatch(of: /"session_id":"(\d+)"/)).output.1)
  }

  private func upload(to session: String) async throws -> Upload {
    let body =
      Array(
        "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.mp4\"\r\n\r\n".utf8)
      + (try FaultyTrip.clip()) + Array("\r\n--edge--\r\n".utf8)
    let head = """
      POST /api/upload-video/nemo_agent/me/\(session) HTTP/1.1\r
      Host: x\r
      Authorization: Bearer \(Self.token)\r
      Content-Type: multipart/form-data; boundary=edge\r
      Content-Length: \(body.count)\r
      Connection: close\r
      \r

      """
    return Upload(head: head, body: body)
  }
}
