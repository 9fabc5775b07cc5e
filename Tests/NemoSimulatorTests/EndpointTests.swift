import HTTPTypes
import NemoTime
import Testing

@testable import NemoSimulator

/// Contract sections 5, 9 and 11.
struct EndpointTests {
  @Test(arguments: [
    ("POST", "/api/auth/anonymous-tokens", "POST /api/auth/anonymous-token"),
    ("GET", "/api/credits/balance", "GET /api/credits/balance/simple"),
    ("POST", "/run_ssl", "POST /run_sse"),
    ("GET", "/api/render/lambda/r1", "GET /api/render/proxy/lambda/{id}"),
  ])
  func `an unknown route names the nearest`(method: String, path: String, nearest: String) {
    var client = Conversation.open()
    let reply = client.send(method, path)
    #expect(reply.status == 404)
    #expect(reply.json["message"]?.string?.contains("nearest known route is \(nearest).") == true)
  }

  @Test func `a wrong method is 405 and says which is right`() {
    var client = Conversation.open()
    let reply = client.get("/run_sse")
    #expect(reply.status == 405)
    #expect(reply.headers[.allow] == "POST")
  }

  @Test func `health says what this is`() {
    var client = Conversation(seed: 42)
    #expect(
      client.get("/__sim/v1/health").text
        == #"{"ok":true,"service":"nemo-simulator","version":"1","seed":"42"}"#)
  }

  @Test func `a session has a 19-digit id, a task and a user`() throws {
    var client = Conversation()
    client.signIn()
    let reply = client.send("POST", "/api/tasks/me/with-session/nemo_agent")
    let data = try #require(reply.json["data"])
    let id = try #require(data["session_id"]?.string)
    #expect(id.utf8.count == 19)
    #expect(UInt64(id) != nil)
    #expect(data["task_id"]?.string?.hasPrefix("task_") == true)
    #expect(data["user_id"]?.string?.hasPrefix("anon_") == true)
  }

  @Test func `me and one's own id are accepted, others are not`() throws {
    var client = Conversation.open()
    let path = "/api/state/nemo_agent/me/\(client.session)/latest"
    let user = try #require(client.get(path).json["data"]?["user_id"]?.string)
    #expect(client.get("/api/state/nemo_agent/\(user)/\(client.session)/latest").code == 0)
    #expect(client.get("/api/state/nemo_agent/anon_other/\(client.session)/latest").code == 403)
    #expect(client.post("/api/tasks/\(user)/with-session/nemo_agent", [:]).code == 0)
    #expect(client.post("/api/tasks/anon_other/with-session/nemo_agent", [:]).code == 403)
  }

  @Test func `an unknown session and another's are 1002`() {
    var client = Conversation.open()
    #expect(client.get("/api/state/nemo_agent/me/7000000000000000001/latest").code == 1002)
    let session = client.session
    client.signIn(client: "somebody else")
    #expect(client.get("/api/state/nemo_agent/me/\(session)/latest").code == 1002)
    #expect(client.upload("a.mp4", .plainVideo).code == 1002)
    #expect(client.say("add a title").refusal?["code"] == 1002)
  }

  // MARK: State

  @Test func `a new session's state has every documented key and an empty draft`() {
    var client = Conversation.open()
    #expect(
      client.state().text
        == #"{"draft":{},"video_infos":[],"canvas_config":{},"generated_media":[],"video_analyses":{}}"#
    )
  }

  @Test func `an upload is in the state at once, in seconds`() {
    var client = Conversation.open()
    let reply = client.upload("my demo.mp4", .plainVideo)
    #expect(
      reply.text == """
        {"code":0,"data":{"files":[{"filename":"my demo.mp4","file_type":"video",\
        "cdn_url":"http://sim.test/media/bb22/my%20demo.mp4","duration":10.0,"width":1920,\
        "height":1080,"fps":25.0,"hash":"bb22"}],"session_state_applied":true}}
        """)
    #expect(client.state()["video_infos"] == reply.json["data"]?["files"])
  }

  @Test func `the same file sent twice is one asset`() {
    var client = Conversation.open()
    _ = client.upload("a.mp4", .plainVideo)
    _ = client.upload("a.mp4", .plainVideo)
    #expect(client.state()["video_infos"]?.array?.count == 1)
  }

  // MARK: Refused uploads

  @Test(arguments: ["a.txt", "a", "a.mp4.exe", ".mp4", "a.psd"])
  func `other types of files are 4001 and the accepted ones are named`(filename: String) {
    var client = Conversation.open()
    let reply = client.upload(filename, .plainVideo)
    #expect(reply.status == 200)
    #expect(reply.code == 4001)
    #expect(reply.json["message"]?.string?.contains("mp4, mov, avi, webm, mkv, jpg") == true)
  }

  @Test func `a file that holds no media is 4001, whatever its name`() {
    var client = Conversation.open()
    var facts = MediaFacts(
      digest: "cc", sizeBytes: 100, firstBytes: Array("just text".utf8), probe: nil)
    #expect(client.upload("a.mp4", facts).code == 4001)
    // Without a probe, a signature will do.
    facts.firstBytes = [0, 0, 0, 24] + Array("ftypisom".utf8)
    let reply = client.upload("a.mp4", facts)
    #expect(reply.code == 0)
    #expect(reply.json["data"]?["files"]?.array?.first?["duration"] == nil)
  }

  @Test func `an empty file is 4001 with a sentence`() {
    var client = Conversation.open()
    let empty = MediaFacts(digest: "e3", sizeBytes: 0, firstBytes: [], probe: nil)
    let reply = client.upload("a.mp4", empty)
    #expect(reply.code == 4001)
    #expect(reply.json["message"] == "The file is empty. Send one with content.")
  }

  @Test func `a file over the cap is 4002, before its body where its length is known`() {
    var client = Conversation.open()
    var facts = MediaFacts.plainVideo
    facts.sizeBytes = 500 << 20
    #expect(client.upload("a.mp4", facts).code == 0)
    facts.sizeBytes += 1
    #expect(client.upload("a.mp4", facts).code == 4002)
    let path = "/api/upload-video/nemo_agent/me/\(client.session)"
    #expect(client.send("POST", path, body: .tooLarge(limit: 1)).code == 4002)
    let head = RequestFacts(
      method: "POST", path: path,
      headers: [.authorization: "Bearer \(client.token ?? "")", .contentLength: "600000000"],
      baseURL: Conversation.base)
    guard case .answer(_, let plan) = client.world.begin(head, at: client.now) else {
      Issue.record("the body would be read")
      return
    }
    #expect(client.reply(plan).code == 4002)
  }

  @Test func `one bad file of two refuses both`() {
    var client = Conversation.open()
    let parts = ["a.mp4", "b.txt"].map {
      FormPart(name: "files", filename: $0, contentType: nil, content: .file(.plainVideo))
    }
    let path = "/api/upload-video/nemo_agent/me/\(client.session)"
    #expect(client.send("POST", path, body: .form(parts)).code == 4001)
    #expect(client.state()["video_infos"] == [])
  }

  @Test func `a form without the field files is refused with the field's name`() {
    var client = Conversation.open()
    let part = FormPart(
      name: "file", filename: "a.mp4", contentType: nil, content: .file(.plainVideo))
    let path = "/api/upload-video/nemo_agent/me/\(client.session)"
    let reply = client.send("POST", path, body: .form([part]))
    #expect(reply.status == 422)
    #expect(reply.json["message"] == "The file's field is file, not files.")
    #expect(client.send("POST", path, body: .form([])).status == 422)
    #expect(client.send("POST", path, body: .malformed("No boundary.")).status == 422)
  }

  @Test func `a URL is never fetched but stands in the state`() {
    var client = Conversation.open()
    let path = "/api/upload-video/nemo_agent/me/\(client.session)"
    let reply = client.post(
      path, ["urls": ["https://example.com/films/intro.mov"], "source_type": "url"])
    let file = reply.json["data"]?["files"]?.array?.first
    #expect(file?["filename"] == "intro.mov")
    #expect(file?["cdn_url"] == "https://example.com/films/intro.mov")
    let social: JSON = ["urls": ["https://www.youtube.com/watch?v=1"], "source_type": "url"]
    #expect(client.post(path, social).code == 4001)
    #expect(client.post(path, ["urls": []]).code == 422)
    #expect(client.post(path, ["urls": ["ftp://x/a.mp4"], "source_type": "url"]).code == 422)
  }

  // MARK: Messages

  @Test(arguments: [
    ("{}", "app_name is missing or not nemo_agent."),
    (#"{"app_name":"nemo_agent"}"#, "session_id is missing."),
    (
      #"{"app_name":"nemo_agent","session_id":"7"}"#, "new_message is missing or not an object."
    ),
    (
      #"{"app_name":"nemo_agent","session_id":"7","new_message":{}}"#,
      "new_message.parts is missing or not an array."
    ),
    (
      #"{"app_name":"nemo_agent","session_id":"7","new_message":{"parts":[{"text":" "}]}}"#,
      "new_message.parts has no text. Say what to do."
    ),
    ("nonsense", "The body is not JSON (byte 0)."),
  ])
  func `a message without its fields is refused with their names`(body: String, sentence: String) {
    var client = Conversation.open()
    let reply = client.send("POST", "/run_sse", body: .bytes(Array(body.utf8)))
    #expect(reply.status == 422)
    #expect(reply.code == 422)
    #expect(reply.json["message"]?.string == sentence)
    #expect(client.world.acceptedRuns() == 0)
  }

  @Test func `magic values bring about their codes, and no run`() {
    var client = Conversation.open()
    for code in [1001, 1002, 2001, 4001, 4002, 402, 429, 503] {
      #expect(client.say("simulate \(code)").refusal?["code"]?.int == code)
    }
    #expect(client.upload("too-large.mp4", .plainVideo).code == 4002)
    #expect(client.upload("unsupported.mp4", .plainVideo).code == 4001)
    #expect(client.world.acceptedRuns() == 0)
    #expect(client.say("simulate 1").refusal == nil)
  }

  // MARK: Files

  @Test(
    arguments: [
      (nil, 200, nil, nil), ("bytes=0-", 206, 0..<90_000, "bytes 0-89999/90000"),
      ("bytes=10-19", 206, 10..<20, "bytes 10-19/90000"),
      ("bytes=89999-", 206, 89_999..<90_000, "bytes 89999-89999/90000"),
      ("bytes=0-999999", 206, 0..<90_000, "bytes 0-89999/90000"),
      ("bytes=-10", 206, 89_990..<90_000, "bytes 89990-89999/90000"),
      ("bytes=90000-", 416, nil, "bytes */90000"), ("bytes=5-2", 200, nil, nil),
      ("bytes=1-2,4-5", 200, nil, nil), ("lines=1-2", 200, nil, nil),
    ] as [(String?, Int, Range<Int>?, String?)])
  func `a range of a file`(
    header: String?, status: Int, range: Range<Int>?, contentRange: String?
  ) {
    var client = Conversation.open()
    _ = client.upload("a.mp4", .plainVideo)
    client.token = nil
    var headers: HTTPFields = [:]
    headers[.range] = header
    let reply = client.send("GET", "/media/bb22/a.mp4", headers: headers)
    #expect(reply.status == status)
    #expect(reply.headers[.contentRange] == contentRange)
    if status != 416 {
      #expect(reply.headers[.acceptRanges] == "bytes")
      #expect(reply.headers[.eTag] == "\"bb22\"")
      #expect(reply.headers[.contentType] == "video/mp4")
      guard case .media(.upload(digest: "bb22"), let served) = reply.body else {
        Issue.record("no media")
        return
      }
      #expect(served == range)
    }
  }

  @Test func `a changed file ignores the range`() {
    var client = Conversation.open()
    _ = client.upload("a.mp4", .plainVideo)
    let old = client.send(
      "GET", "/media/bb22/a.mp4", headers: [.range: "bytes=5-", .ifRange: "\"old\""])
    #expect(old.status == 200)
    let same = client.send(
      "GET", "/media/bb22/a.mp4", headers: [.range: "bytes=5-", .ifRange: "\"bb22\""])
    #expect(same.status == 206)
    #expect(client.get("/media/ffff/a.mp4").status == 404)
  }
}
