import Testing

@testable import NemoClient

// Contract section 9.
@Suite struct SessionStateTests {
  private func state(_ body: String) throws -> SessionState {
    try SessionState(status: 200, body: Array(body.utf8))
  }

  @Test(arguments: [
    (#"{"code":0,"data":{"user_id":"anon_1","state":"#, "}}"),
    (#"{"user_id":"anon_1","state":"#, "}"),
    (#"{"success":true,"data":{"user_id":"anon_1","state":"#, "}}"),
  ])
  func `the draft's bytes come back verbatim from every envelope`(
    before: String, after: String
  ) throws {
    let draft = "{ \"t\" : [ {\"tt\":0, \"sg\":[ {\"d\": 1.0e3 ,\"\\u006d\":{}} ]} ]\n}"
    let inner =
      #"{"video_infos":[{"filename":"a.mp4"}],"generated_media":{"x":{"k":1}},"draft": "# + draft
      + "}"
    let state = try state(before + inner + after)
    #expect(state.draft.map { String(decoding: $0.bytes, as: UTF8.self) } == draft)
    #expect(state.draft?.isExportable == true)
    #expect(state.media.map(\.filename) == ["a.mp4"])
    #expect(state.generatedMedia.count == 1)
    #expect(state.userID == "anon_1")
  }

  @Test(arguments: [
    #"{"code":0,"data":{"state":{}}}"#, #"{"code":0,"data":{"state":{"draft":{}}}}"#,
    #"{"code":0,"data":{"state":{"draft":null}}}"#, #"{"code":0,"data":{"state":{"draft":"x"}}}"#,
    #"{"code":0,"data":{"state":{"draft":[]}}}"#, #"{"code":0,"data":{}}"#,
  ])
  func `before the first edit there is no draft`(body: String) throws {
    let state = try state(body)
    #expect(state.draft == nil)
    #expect(state.media.isEmpty)
  }

  @Test(arguments: ["7", "[]", #""x""#, "true"])
  func `a state of another type is no state`(state: String) {
    #expect(throws: UnexpectedAnswer.self) {
      try self.state(#"{"code":0,"data":{"state":\#(state)}}"#)
    }
  }
}
