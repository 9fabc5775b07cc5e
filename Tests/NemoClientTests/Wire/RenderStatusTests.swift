import Testing

@testable import NemoClient

@Suite struct RenderStatusTests {
  private func read(_ body: String, _ endpoint: Endpoint = .renderStatus) throws -> RenderStatus {
    try RenderStatus(of: endpoint, status: 200, body: Array(body.utf8))
  }

  // Contract section 21.4, then the combinations of section 12.2.
  @Test(arguments: [
    #"{"success":true,"data":{"id":"render_1","status":"completed","progress":100,"outputUrl":"https://cdn.invalid/render_1.mp4","createdAt":1900000000000,"completedAt":1900000028000}}"#,
    #"{"taskId":"render_1","status":"completed","progress":100,"output":{"url":"https://cdn.invalid/render_1.mp4","duration":12.0,"size":1048576}}"#,
    #"{"code":0,"data":{"id":"render_1","status":"completed","progress":"100","output_url":"https://cdn.invalid/render_1.mp4"}}"#,
    #"{"id":"render_1","status":"COMPLETED","progress":150,"data":{"output":{"url":"https://cdn.invalid/render_1.mp4"}}}"#,
    #"{"success":true,"outputUrl":"https://cdn.invalid/render_1.mp4","data":{"taskId":"render_1","status":"completed","progress":100}}"#,
  ])
  func `a completed render is read in every form`(body: String) throws {
    let status = try read(body)
    let expected = RenderStatus(
      id: "render_1", status: .completed, progress: 100,
      outputURL: "https://cdn.invalid/render_1.mp4",
      outputBytes: body.contains("1048576") ? 1_048_576 : nil)
    #expect(status == expected)
  }

  @Test func `a submit is pending, also without a word`() throws {
    let nested = #"{"success":true,"data":{"id":"render_1","status":"pending","progress":5}}"#
    #expect(
      try read(nested, .submitRender) == RenderStatus(id: "render_1", status: .pending, progress: 5)
    )
    #expect(try read(#"{"code":0,"id":"render_1"}"#, .submitRender).status == .pending)
    #expect(try read("{}", .submitRender) == RenderStatus(status: .pending))
    #expect(throws: UnexpectedAnswer.self) { try read("{}") }
  }

  @Test func `completed may come without a URL`() throws {
    let status = try read(#"{"status":"completed","progress":99.5,"output":{"url":""}}"#)
    #expect(status == RenderStatus(status: .completed, progress: 99.5))
  }

  @Test func `a failed render says why, without secrets`() throws {
    let status = try read(
      #"{"success":true,"data":{"status":"failed","error":"no track for nmv_usr_abc"}}"#)
    #expect(status.status == .failed)
    #expect(status.error == "no track for …")
    #expect(try read(#"{"status":"failed","error":"bad source"}"#).error == "bad source")
  }

  @Test func `a word that nobody knows is kept`() throws {
    #expect(try read(#"{"status":"queued"}"#).status == RenderStatus.Status(rawValue: "queued"))
  }
}
