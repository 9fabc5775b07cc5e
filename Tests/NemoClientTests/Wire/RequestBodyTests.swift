import HTTPTypes
import Testing

@testable import NemoClient

// Bodies and paths are those of the seed.
@Suite struct RequestBodyTests {
  private func body(_ request: WireRequest) -> String {
    String(decoding: request.body, as: UTF8.self)
  }

  @Test func `sign-in has a client id, no body and no content type`() {
    let request = WireRequest.signIn(clientID: "6f0f")
    #expect(request.path == "/api/auth/anonymous-token")
    #expect(request.method == .post)
    #expect(request.headers[.clientID] == "6f0f")
    #expect(request.headers[.contentType] == nil)
    #expect(request.body.isEmpty)
  }

  @Test func `a session is created with a name and a language`() {
    let request = WireRequest.createSession(name: "project", language: "en")
    #expect(request.path == "/api/tasks/me/with-session/nemo_agent")
    #expect(body(request) == #"{"task_name":"project","language":"en"}"#)
    #expect(request.headers[.contentType] == "application/json")
  }

  @Test func `a message has the body of the seed and asks for a stream`() {
    let request = WireRequest.message("add \"Tips\"\nnow", sessionID: "7000000000000000001")
    #expect(request.path == "/run_sse")
    #expect(
      body(request)
        == #"{"app_name":"nemo_agent","user_id":"me","session_id":"7000000000000000001","new_message":{"parts":[{"text":"add \"Tips\"\nnow"}]}}"#
    )
    #expect(request.headers[.accept] == "text/event-stream")
    #expect(request.headers[.contentType] == "application/json")
  }

  @Test func `an upload is multipart or a list of URLs`() {
    let files = WireRequest.uploadFiles(sessionID: "7", boundary: "b0")
    #expect(files.path == "/api/upload-video/nemo_agent/me/7")
    #expect(files.headers[.contentType] == "multipart/form-data; boundary=b0")
    let urls = WireRequest.upload(urls: ["https://a.invalid/x.mp4"], sessionID: "7")
    #expect(urls.path == files.path)
    #expect(body(urls) == #"{"urls":["https://a.invalid/x.mp4"],"source_type":"url"}"#)
  }

  @Test func `a render carries the draft's own bytes`() {
    let draft = Array("{ \"t\":[ ] ,\"d\":1.0}".utf8)
    let request = WireRequest.submitRender(id: "render_1", sessionID: "7", draft: draft)
    #expect(request.path == "/api/render/proxy/lambda")
    #expect(
      body(request)
        == #"{"id":"render_1","sessionId":"7","draft":{ "t":[ ] ,"d":1.0},"output":{"format":"mp4","quality":"high"}}"#
    )
  }

  @Test func `questions are GETs without a body`() {
    let requests: [(WireRequest, String)] = [
      (.credits(), "/api/credits/balance/simple"),
      (.state(sessionID: "7"), "/api/state/nemo_agent/me/7/latest"),
      (.renderStatus(id: "render_1"), "/api/render/proxy/lambda/render_1"),
      (.download(renderID: "render_1"), "/api/render/proxy/render_1/download"),
    ]
    for (request, path) in requests {
      #expect(request.method == .get)
      #expect(request.path == path)
      #expect(request.body.isEmpty)
    }
  }

  @Test func `an id from the server cannot leave its path segment`() {
    let path = WireRequest.state(sessionID: "../a?b#c d/é\r\n").path
    #expect(path == "/api/state/nemo_agent/me/..%2Fa%3Fb%23c%20d%2F%C3%A9%0D%0A/latest")
    #expect(WireRequest.state(sessionID: "..").path == "/api/state/nemo_agent/me/%2E/latest")
  }
}
