import HTTPTypes
import NemoTime
import Testing

@testable import NemoSimulator

/// Contract section 12.
struct RenderTests {
  static let artefact = ArtefactFacts.ready(
    sizeBytes: 40_000, durationSeconds: 12.6, width: 1_920, height: 1_080, isStandIn: true)

  private func edited(dialect: Dialect = .seed, seed: UInt64 = 1) -> Conversation {
    var client = Conversation.open(seed: seed, dialect: dialect)
    _ = client.upload("demo.mp4", .recording)
    _ = client.say("trim the pauses and add a title")
    return client
  }

  private func poll(_ client: inout Conversation, _ id: String = "r1") -> Conversation.Reply {
    client.get("/api/render/proxy/lambda/\(id)")
  }

  @Test func `a render goes from pending over processing to completed`() {
    var client = edited()
    let submitted = client.submit("r1")
    #expect(
      submitted.text
        == #"{"success":true,"data":{"id":"r1","status":"pending","progress":5}}"#)
    #expect(poll(&client).text == #"{"taskId":"r1","status":"pending","progress":5}"#)
    client.wait(seconds: 3)
    #expect(client.requested.map(\.id) == ["r1"])
    #expect(poll(&client).json["status"] == "processing")
    client.world.artefact(of: "r1", Self.artefact, at: client.now)
    #expect(poll(&client).json["status"] == "processing")
    client.wait(seconds: 37)
    #expect(
      poll(&client).text == """
        {"taskId":"r1","status":"completed","progress":100,\
        "output":{"url":"http://sim.test/render-result/r1.mp4","duration":12.6,"size":40000}}
        """)
  }

  @Test func `a render waits for its file, at 99 percent`() {
    var client = edited()
    _ = client.submit("r1")
    client.wait(seconds: 600)
    #expect(poll(&client).text == #"{"taskId":"r1","status":"processing","progress":99}"#)
    #expect(client.get("/render-result/r1.mp4").status == 404)
    client.world.artefact(of: "r1", Self.artefact, at: client.now)
    #expect(poll(&client).json["status"] == "completed")
  }

  @Test func `renders take 20 to 40 seconds, mostly near 27`() {
    let seconds = (0..<200 as Range<UInt64>).map { seed in
      var client = edited(seed: seed)
      _ = client.submit("r1")
      let due = client.world.renders["r1"]?.due ?? client.now
      return Double((due - client.now).wholeMilliseconds) / 1_000
    }
    #expect(seconds.allSatisfy { (20...40).contains($0) })
    let mean = seconds.reduce(0, +) / 200
    #expect((26...29).contains(mean), "\(mean)")
  }

  @Test func `a failed render says why`() {
    var client = edited()
    _ = client.submit("r1")
    client.world.artefact(of: "r1", .failed(reason: "No space."), at: client.now)
    #expect(poll(&client).json["status"] == "failed")
    #expect(poll(&client).json["error"] == "No space.")
  }

  @Test func `the other bodies are nested, or both at once`() {
    for body in [Dialect.RenderBody.nested, .both] {
      var dialect = Dialect.seed
      dialect.renderBody = body
      var client = edited(dialect: dialect)
      _ = client.submit("r1")
      client.world.artefact(of: "r1", Self.artefact, at: client.now)
      client.wait(seconds: 40)
      let json = poll(&client).json
      #expect(json["success"] == true)
      #expect(json["data"]?["outputUrl"] == "http://sim.test/render-result/r1.mp4")
      #expect((json["status"] == nil) == (body == .nested))
    }
  }

  @Test func `the file needs no token and the download does`() {
    var client = edited()
    _ = client.submit("r1")
    client.world.artefact(of: "r1", Self.artefact, at: client.now)
    client.wait(seconds: 40)
    let download = client.get("/api/render/proxy/r1/download")
    #expect(download.status == 200)
    #expect(download.headers[.contentType] == "video/mp4")
    let token = client.token
    client.token = nil
    #expect(client.get("/api/render/proxy/r1/download").code == 1001)
    let part = client.send("GET", "/render-result/r1.mp4", headers: [.range: "bytes=39990-"])
    #expect(part.status == 206)
    #expect(part.headers[.contentRange] == "bytes 39990-39999/40000")
    #expect(part.headers[.contentLength] == "10")
    guard case .media(.render(id: "r1"), let range) = part.body else {
      Issue.record("no media")
      return
    }
    #expect(range == 39_990..<40_000)
    client.token = token
  }

  @Test func `an export without all attribution headers is 402`() {
    var client = edited()
    let body: JSON = [
      "id": "r1", "sessionId": .string(client.session), "draft": client.draft(),
    ]
    for name in ["X-Skill-Source", "X-Skill-Version", "X-Skill-Platform"] {
      var headers = Conversation.attribution
      headers[HTTPField.Name(name)!] = nil
      let reply = client.send(
        "POST", "/api/render/proxy/lambda", headers: headers, body: .bytes(body.bytes))
      #expect(reply.status == 402)
      #expect(reply.code == 402)
    }
    #expect(client.submit("r1").status == 200)
    #expect(client.credits() == [50, 0, 50])
  }

  @Test func `a used id is an error, or the same job`() {
    var client = edited()
    _ = client.submit("r1")
    #expect(client.submit("r1").status == 409)
    var dialect = Dialect.seed
    dialect.duplicateRender = .idempotent
    client = edited(dialect: dialect)
    _ = client.submit("r1")
    #expect(client.submit("r1").json["data"]?["id"] == "r1")
    client.wait(seconds: 1)
    #expect(client.requested.count == 1)
  }

  @Test func `a draft without a segment, or as a string, is refused`() {
    var client = edited()
    for draft: JSON in [[:], ["t": []], ["t": [["tt": 0, "sg": []]]], "{}", .null] {
      #expect(client.submit("r1", draft: draft).code == 422)
    }
    #expect(client.world.renders.isEmpty)
  }

  @Test func `another account's render and session are not found`() {
    var client = edited()
    _ = client.submit("r1")
    client.token = "nmv_usr_somebodyelse"
    #expect(poll(&client).status == 404)
    #expect(client.submit("r2", draft: ["t": [["tt": 0, "sg": [["d": 1]]]]]).code == 1002)
    #expect(client.get("/api/render/proxy/r1/download").status == 404)
  }

  @Test func `what is rendered is the submitted draft, not the session's`() {
    var client = edited()
    _ = client.submit(
      "r1",
      draft: [
        "t": [
          ["tt": 0, "sg": [["d": 2_000, "src": "https://cdn/x/media/aa11/demo.mp4", "ss": 500]]],
          ["tt": 7, "sg": [["s": 100, "d": 900, "m": ["title": "Hi"]]]],
          ["tt": 42, "sg": [["s": 0, "d": 100]]],
        ]
      ])
    client.wait(seconds: 1)
    let spec = client.requested.first
    #expect(spec?.durationMilliseconds == 2_000)
    #expect(spec?.width == 1_280)
    #expect(spec?.height == 800)
    #expect(spec?.clips.first?.sourceStartMilliseconds == 500)
    #expect(
      spec?.clips.first?.source
        == .upload(digest: "aa11", kind: .video, width: 1_280, height: 800, hasAudio: true))
    #expect(spec?.texts.map(\.text) == ["Hi"])
    #expect(spec?.texts.first?.startMilliseconds == 100)
  }
}
