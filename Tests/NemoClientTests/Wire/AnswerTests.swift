import NemoTime
import Testing

@testable import NemoClient

// The samples of contract section 21.4, as they stand and in the other envelopes.
@Suite struct AnswerTests {
  @Test(arguments: [
    #"{"code":0,"data":{"token":"nmv_usr_SIMULATED","user_id":"anon_0000000000000001","expires_at":"2030-01-08T00:00:00Z","credits":100}}"#,
    #"{"token":"nmv_usr_SIMULATED","user_id":"anon_0000000000000001","expires_at":"2030-01-08T00:00:00Z","credits":"100"}"#,
    #"{"success":true,"data":{"token":"nmv_usr_SIMULATED","user_id":"anon_0000000000000001","expires_at":"2030-01-08T00:00:00Z","credits":100.0}}"#,
  ])
  func `a sign-in is read`(body: String) throws {
    let answer = try SignIn(status: 200, body: Array(body.utf8))
    #expect(answer.token == "nmv_usr_SIMULATED")
    #expect(answer.userID == "anon_0000000000000001")
    #expect(answer.expiresAt == WallTime(millisecondsSinceEpoch: 1_894_060_800_000))
    #expect(answer.credits == 100)
  }

  @Test func `a sign-in needs only its token and never shows it`() throws {
    let answer = try SignIn(
      status: 200, body: Array(#"{"code":0,"data":{"token":"nmv_usr_S"}}"#.utf8))
    #expect(answer.userID == nil)
    #expect(answer.expiresAt == nil)
    #expect(!"\(answer)\(String(reflecting: answer))".contains("nmv_usr"))
    var dumped = ""
    dump(answer, to: &dumped)
    #expect(!dumped.contains("nmv_usr"))
  }

  @Test(arguments: [#""""#, #""a\r\nX: y""#, #""a b""#, "7", "null", #""é""#])
  func `a token that does not fit a header is refused`(token: String) {
    #expect(throws: UnexpectedAnswer.self) {
      try SignIn(status: 200, body: Array(#"{"code":0,"data":{"token":\#(token)}}"#.utf8))
    }
  }

  @Test(arguments: [
    #"{"code":0,"data":{"task_id":"task_sim1","session_id":"7000000000000000001","user_id":"anon_0000000000000001"}}"#,
    #"{"code":"0","data":{"task_id":"task_sim1","session_id":7000000000000000001,"bind_id":"anon_0000000000000001"}}"#,
    #"{"task_id":"task_sim1","session_id":"7000000000000000001","user_id":"anon_0000000000000001"}"#,
  ])
  func `a session is read and its id never rounded`(body: String) throws {
    let answer = try SessionCreated(status: 200, body: Array(body.utf8))
    #expect(answer.sessionID == "7000000000000000001")
    #expect(answer.taskID == "task_sim1")
    #expect(answer.userID == "anon_0000000000000001")
  }

  @Test(arguments: [
    (
      #"{"code":0,"data":{"available":50,"frozen":50,"total":100}}"#,
      Balance(available: 50, frozen: 50)
    ),
    (#"{"available":25000,"frozen":40}"#, Balance(available: 25_000, frozen: 40, total: 25_040)),
    (#"{"code":0,"data":{"available":-3,"frozen":"2"}}"#, Balance(available: 0, frozen: 2)),
    (
      #"{"code":0,"data":{"total":5,"available":null}}"#, Balance(available: 0, frozen: 0, total: 5)
    ),
    (#"{"code":0,"data":{"available":1.9,"frozen":9e99}}"#, Balance(available: 1, frozen: 0)),
  ])
  func `a balance is read, and what is missing or negative is zero`(
    body: String, balance: Balance
  ) throws {
    #expect(try Balance(status: 200, body: Array(body.utf8)) == balance)
  }

  @Test(arguments: [
    #"{"code":0,"data":{"files":[{"filename":"a.mp4","file_type":"video","cdn_url":"https://cdn.invalid/a.mp4","duration":12.0,"width":1280,"height":720,"fps":25,"hash":"00ff"}],"session_state_applied":true}}"#,
    #"{"code":0,"data":{"uploaded_files":[{"filename":"a.mp4","file_type":"video","url":"https://cdn.invalid/a.mp4","duration":"12","width":1280,"height":720}],"session_state_applied":true}}"#,
    #"{"filename":"a.mp4","type":"video","url":"https://cdn.invalid/a.mp4","duration":12,"width":1280,"height":720,"session_state_applied":true}"#,
  ])
  func `an upload is read in its three forms`(body: String) throws {
    let answer = try UploadAnswer(status: 200, body: Array(body.utf8))
    let file = UploadedFile(
      filename: "a.mp4", kind: "video", url: "https://cdn.invalid/a.mp4", durationSeconds: 12,
      width: 1280, height: 720)
    #expect(answer.files == [file])
    #expect(answer.sessionStateApplied == true)
  }

  @Test func `a file that only has a URL is named after it, and sound has no size`() throws {
    let body = #"{"code":0,"data":{"files":[{"url":"https://c.invalid/x/b.mp3?sig=1","width":0}]}}"#
    let answer = try UploadAnswer(status: 200, body: Array(body.utf8))
    #expect(answer.files.map(\.filename) == ["b.mp3"])
    #expect(answer.files.first?.width == nil)
    #expect(answer.sessionStateApplied == nil)
  }

  @Test(arguments: [
    ("my%20clip.mp4", "my clip.mp4"), ("%E5%89%AA%e8%be%91.mp4", "剪辑.mp4"),
    ("100%.mp4", "100%.mp4"),
    ("a%2Fb%00c%+1.mp4", "a%2Fb%00c%+1.mp4"), ("%4", "%4"),
  ])
  func `a name that is taken from a URL is decoded, but for what no name may hold`(
    coded: String, name: String
  ) throws {
    let body = #"{"code":0,"data":{"url":"https://c.invalid/x/\#(coded)"}}"#
    let answer = try UploadAnswer(status: 200, body: Array(body.utf8))
    #expect(answer.files.map(\.filename) == [name])
  }

  @Test(arguments: ["", "<html>", "[]", "null", #""ok""#])
  func `a good status without a JSON object is unexpected`(body: String) {
    #expect(throws: UnexpectedAnswer.self) { try Balance(status: 200, body: Array(body.utf8)) }
  }
}
