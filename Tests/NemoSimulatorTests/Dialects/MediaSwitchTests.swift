import HTTPTypes
import Testing

@testable import NemoSimulator

/// Section 19, rows 1, 2, 19, 25, 26, 31, 32, 36, and section 10.3.
struct MediaSwitchTests {
  private func rendered(_ change: (inout Dialect) -> Void) -> Conversation {
    var client = Conversation.uploaded(change)
    _ = client.say("add a title")
    _ = client.submit("r1")
    client.world.artefact(of: "r1", RenderTests.artefact, at: client.now)
    client.wait(seconds: 40)
    return client
  }

  @Test(
    arguments: [
      (.flat, ["taskId", "status", "progress", "output"]), (.nested, ["success", "data"]),
      (.both, ["taskId", "status", "progress", "output", "success", "data"]),
    ] as [(Dialect.RenderBody, [String])])
  func `row 1: a poll is flat, nested or both`(form: Dialect.RenderBody, keys: [String]) {
    var client = rendered { $0.renderBody = form }
    guard case .object(let members) = client.get("/api/render/proxy/lambda/r1").json else {
      Issue.record("no object")
      return
    }
    #expect(members.map(\.key) == keys)
  }

  @Test(
    arguments: [
      (.nested, #"{"success":true,"data":{"id":"r1","status":"pending","progress":5}}"#),
      (.code, #"{"code":0,"id":"r1"}"#),
      (.follow, #"{"taskId":"r1","status":"pending","progress":5}"#),
    ] as [(Dialect.RenderSubmit, String)])
  func `row 2: a submit is answered in three ways`(form: Dialect.RenderSubmit, text: String) {
    var client = Conversation.uploaded { $0.renderSubmit = form }
    _ = client.say("add a title")
    #expect(client.submit("r1").text == text)
  }

  @Test func `row 19: a used id is an error, or the same job`() {
    var client = rendered { $0.duplicateRender = .idempotent }
    #expect(client.submit("r1").status == 200)
    client.world.dialect.duplicateRender = .error
    #expect(client.submit("r1").status == 409)
  }

  @Test(
    arguments: [
      (
        .files,
        #"{"code":0,"data":{"files":[{"filename":"a.mp4","file_type":"video","cdn_url":"http://sim.test/media/bb22/a.mp4","duration":10.0,"width":1920,"height":1080,"fps":25.0,"hash":"bb22"}],"session_state_applied":true}}"#
      ),
      (
        .uploadedFiles,
        #"{"code":0,"data":{"uploaded_files":[{"filename":"a.mp4","file_type":"video","url":"http://sim.test/media/bb22/a.mp4","duration":10.0,"width":1920,"height":1080,"fps":25.0,"hash":"bb22"}],"session_state_applied":true}}"#
      ),
      (.url, #"{"code":0,"data":{"url":"http://sim.test/media/bb22/a.mp4"}}"#),
    ] as [(Dialect.UploadKey, String)])
  func `row 25: an upload names its files in three ways`(key: Dialect.UploadKey, text: String) {
    var client = Conversation.opened { $0.uploadKey = key }
    #expect(client.upload("a.mp4", .plainVideo).text == text)
  }

  @Test func `row 26: fps and hash may be left out`() {
    var client = Conversation.opened { $0.uploadExtras = .off }
    let file = client.upload("a.mp4", .plainVideo).data["files"]?.array?.first
    #expect(
      file?.text
        == #"{"filename":"a.mp4","file_type":"video","cdn_url":"http://sim.test/media/bb22/a.mp4","duration":10.0,"width":1920,"height":1080}"#
    )
    #expect(client.state()["video_infos"]?.array?.first == file)
  }

  @Test func `row 31: the cap on uploads is a number`() {
    var client = Conversation.opened { $0.sizeCapBytes = 90_000 }
    #expect(client.upload("a.mp4", .plainVideo).code == 0)
    #expect(client.upload("b.mp4", .recording).code == 4002)
  }

  @Test func `row 32: a download is the file, or says where it is`() {
    var client = rendered { $0.download = .json }
    #expect(
      client.get("/api/render/proxy/r1/download").text
        == #"{"code":0,"data":{"output":{"url":"http://sim.test/render-result/r1.mp4"}}}"#)
    #expect(client.get("/render-result/r1.mp4").headers[.contentType] == "video/mp4")
    client.world.dialect.download = .bytes
    #expect(
      client.get("/api/render/proxy/r1/download").headers[.contentType] == "video/mp4")
  }

  // MARK: Drafts

  private func segments(_ client: inout Conversation) -> [[JSON]] {
    client.draft()["t"]?.array?.compactMap { $0["sg"]?.array } ?? []
  }

  private func rich(_ change: (inout Dialect) -> Void) -> Conversation {
    var client = Conversation.uploaded(change)
    _ = client.upload("other.mp4", .plainVideo)
    _ = client.say("join all clips and add a title \"Tips\" at 4 seconds")
    return client
  }

  @Test func `row 36: the words of a text are in m.text, or in m.title alone`() {
    for (value, keys) in [(Dialect.DraftText.text, ["title", "text"]), (.title, ["title"])] {
      var client = rich { $0.draftText = value }
      let meta = segments(&client).last?.first?["m"]
      for key in ["title", "text"] {
        #expect(meta?[key] == (keys.contains(key) ? "Tips" : nil))
      }
    }
  }

  @Test func `section 10.3: a start is left out where a segment follows the one before it`() {
    var client = rich { $0.draftStart = .sequential }
    #expect(segments(&client).first?.map { $0["s"] } == [nil, nil])
    #expect(segments(&client).first?.map { $0["d"] } == [16_000, 10_000])
    var explicit = rich { _ in }
    #expect(segments(&explicit).first?.map { $0["s"] } == [0, 16_000])
    // What does not follow keeps its start.
    #expect(segments(&client).last?.first?["s"] == segments(&explicit).last?.first?["s"])
  }

  @Test func `sections 10.1 and 10.3: a file is named by its URL, or by a path`() {
    var client = rich { $0.draftSource = .mount }
    #expect(
      segments(&client).first?.map { $0["src"] }
        == ["/mnt/userdata/media/aa11/demo.mp4", "/mnt/userdata/media/bb22/other.mp4"])
    client.world.dialect.draftSource = .cdn
    #expect(
      segments(&client).first?.map { $0["src"] }
        == ["http://sim.test/media/aa11/demo.mp4", "http://sim.test/media/bb22/other.mp4"])
  }

  @Test func `what is rendered does not depend on how the draft was spelt`() {
    func spec(_ change: (inout Dialect) -> Void) -> RenderSpec? {
      var client = rich(change)
      _ = client.submit("r1")
      client.wait(seconds: 1)
      return client.requested.first
    }
    let plain = spec { _ in }
    #expect(plain?.clips.count == 2)
    let odd = spec {
      $0.draftStart = .sequential
      $0.draftText = .title
      $0.draftSource = .mount
    }
    #expect(odd == plain)
  }
}
