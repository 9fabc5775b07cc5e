import Foundation
import HTTPTypes
import NemoClient
import NemoSimulator
import NemoTime
import Testing

/// The literal samples between the two halves: what the client sends is what the simulator takes,
/// and what the simulator answers is what the client reads. Neither half makes the bytes.
@Suite struct ContractTests {
  private func sample(_ name: String) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Simulator/World/Contract/Samples")
    return Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }

  private let sessionID = "7000000000000000001"

  /// The headers that the client's API layer puts on every request.
  private var headers: HTTPFields {
    var headers = HTTPFields()
    headers[.authorization] = "Bearer nmv_usr_SIMULATED"
    for name in ["X-Skill-Source", "X-Skill-Version", "X-Skill-Platform"] {
      headers[HTTPField.Name(name)!] = "x"
    }
    return headers
  }

  // MARK: What the client sends

  private func requests() throws -> [(request: WireRequest, sample: String?)] {
    let submit = try #require(
      JSONDocument(sample("submit-render.request.json")).bytes(at: ["draft"]))
    return [
      (.signIn(clientID: "c"), nil),
      (.createSession(name: "project", language: "en"), "create-session.request.json"),
      (
        .message(
          "crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover track",
          sessionID: sessionID), "message.request.json"
      ),
      (.uploadFiles(sessionID: sessionID, boundary: "b"), nil),
      (
        .upload(urls: ["https://cdn.invalid/a.mp4"], sessionID: sessionID),
        "upload-urls.request.json"
      ),
      (.credits(), nil),
      (.state(sessionID: sessionID), nil),
      (
        .submitRender(id: "render_1", sessionID: sessionID, draft: submit),
        "submit-render.request.json"
      ),
      (.renderStatus(id: "render_1"), nil),
      (.download(renderID: "render_1"), nil),
    ]
  }

  @Test func `every request of the client equals its sample and passes the simulator's validator`()
    throws
  {
    for (request, name) in try requests() {
      if let name {
        #expect(String(decoding: request.body, as: UTF8.self) == text(try sample(name)), "\(name)")
      }
      var headers = headers
      for field in request.headers { headers[field.name] = field.value }
      let problems = RequestValidator.problems(
        method: request.method.rawValue, path: request.path, headers: headers, body: request.body)
      #expect(problems == [], "\(request.path)")
    }
  }

  private func text(_ bytes: [UInt8]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    while text.last == "\n" { text.removeLast() }
    return text
  }

  // MARK: What the simulator answers

  @Test func `the client reads the sign-in and the session`() throws {
    let signIn = try SignIn(status: 200, body: sample("sign-in.response.json"))
    #expect(signIn.token.hasPrefix("nmv_usr_"))
    #expect(signIn.userID == "anon_0000000000000001")
    #expect(signIn.expiresAt?.iso8601 == "2030-01-08T00:00:00Z")
    let session = try SessionCreated(status: 200, body: sample("create-session.response.json"))
    #expect(session.sessionID == sessionID)
  }

  @Test func `the client reads credits, uploads and state`() throws {
    let balance = try Balance(status: 200, body: sample("credits.response.json"))
    #expect(balance == Balance(available: 50, frozen: 50, total: 100))
    let upload = try UploadAnswer(status: 200, body: sample("upload.response.json"))
    #expect(
      upload.files == [
        UploadedFile(
          filename: "a.mp4", kind: "video", url: "https://cdn.invalid/media/00ff/a.mp4",
          durationSeconds: 12, width: 1_280, height: 720)
      ])
    #expect(upload.sessionStateApplied == true)
    let empty = try SessionState(status: 200, body: sample("state-empty.response.json"))
    #expect(empty.draft?.isExportable != true)
    let state = try SessionState(status: 200, body: sample("state.response.json"))
    #expect(state.draft?.isExportable == true)
    #expect(state.media.map(\.filename) == ["a.mp4"])
  }

  @Test func `promise 8: the draft that is exported is byte for byte the draft that was read`()
    throws
  {
    let bytes = try sample("state.response.json")
    let state = try SessionState(status: 200, body: bytes)
    let draft = try #require(state.draft)
    let request = WireRequest.submitRender(id: "r", sessionID: sessionID, draft: draft.bytes)
    let source = String(decoding: bytes, as: UTF8.self)
    #expect(source.contains("\"draft\":" + String(decoding: draft.bytes, as: UTF8.self)))
    #expect(
      String(decoding: request.body, as: UTF8.self)
        .contains(String(decoding: draft.bytes, as: UTF8.self)))
  }

  @Test func `the client reads both bodies of a render`() throws {
    let submitted = try RenderStatus(
      of: .submitRender, status: 200, body: sample("submit-render.response.json"))
    #expect(submitted.id == "render_1")
    #expect(submitted.status == .pending)
    let working = try RenderStatus(
      status: 200, body: sample("poll-render-processing.response.json"))
    #expect(working.status == .processing)
    #expect(working.progress == 42)
    for name in ["poll-render.response.json", "poll-render-nested.response.json"] {
      let done = try RenderStatus(status: 200, body: sample(name))
      #expect(done.status == .completed, "\(name)")
      #expect(done.outputURL == "https://cdn.invalid/render-result/render_1.mp4", "\(name)")
    }
  }

  @Test func `the client reads the stream, and an error`() throws {
    var stream = AgentStream(status: 200, contentType: "text/event-stream")
    var events = stream.receive(try sample("message.response.txt"))
    events += stream.finish()
    #expect(
      events == [
        .toolCall(name: "edit_multitrack", id: nil), .heartbeat, .heartbeat,
        .toolResult(name: "edit_multitrack", id: nil),
        .text(
          "Cropped to 16:9 (1920x1080). Your clip is ready. Click Export in the top right corner, or open the timeline panel to preview it."
        ),
      ])
    let refusal = #expect(throws: BackendRefusal.self) {
      try Balance(status: 200, body: sample("error.response.json"))
    }
    #expect(refusal?.code == .tokenRejected)
  }
}
