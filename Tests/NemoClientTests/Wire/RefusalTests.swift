import Testing

@testable import NemoClient

// Contract sections 6.2 and 6.3.
@Suite struct RefusalTests {
  private func refusal(
    _ endpoint: Endpoint, _ status: Int, _ body: String
  ) -> BackendRefusal? {
    do {
      _ = try ResponseInterpreter.payload(of: endpoint, status: status, body: Array(body.utf8))
      return nil
    } catch {
      return error as? BackendRefusal
    }
  }

  @Test(arguments: [1001, 1002, 2001, 4001, 4002, 400, 402, 429])
  func `a code of the table counts whatever the HTTP status`(code: Int) {
    for status in [200, 400, 401, 404, 413, 500, 503] {
      let plain = refusal(.state, status, #"{"code":\#(code),"message":"no"}"#)
      #expect(plain?.code.rawValue == code)
      #expect(plain?.httpStatus == status)
      #expect(plain?.message == "no")
      let nested = refusal(.state, status, #"{"success":false,"error":{"code":"\#(code)"}}"#)
      #expect(nested?.code.rawValue == code)
    }
  }

  @Test(arguments: [404, 409, 500, 503])
  func `a status in the body of a good answer is as good as the answer's own`(code: Int) {
    for status in [200, code] {
      let refusal = refusal(.state, status, #"{"code":\#(code),"message":"no"}"#)
      #expect(refusal?.httpStatus == code, "HTTP \(status)")
    }
    #expect(refusal(.state, 200, #"{"code":5000}"#)?.httpStatus == 200)
  }

  @Test(arguments: [
    (Endpoint.signIn, 400, BackendCode.missingClientID), (.state, 401, .tokenRejected),
    (.submitRender, 402, .exportBlocked), (.state, 404, .sessionNotFound),
    (.message, 404, .sessionNotFound), (.upload, 404, .sessionNotFound),
    (.upload, 413, .fileTooLarge), (.upload, 415, .unsupportedFile), (.signIn, 429, .rateLimited),
    // No meaning of their own: the status itself.
    (.submitRender, 400, BackendCode(rawValue: 400)),
    (.renderStatus, 404, BackendCode(rawValue: 404)),
    (.credits, 503, BackendCode(rawValue: 503)), (.state, 302, BackendCode(rawValue: 302)),
  ])
  func `an HTTP status speaks where the body does not`(
    endpoint: Endpoint, status: Int, code: BackendCode
  ) {
    for body in ["", "<html>busy</html>", "{}", #"{"code":0}"#, #"{"detail":"no"}"#] {
      #expect(refusal(endpoint, status, body)?.code == code)
    }
  }

  @Test func `success false and bare errors are refusals in a good status`() {
    #expect(refusal(.credits, 200, #"{"success":false,"error":"full"}"#)?.message == "full")
    #expect(refusal(.credits, 200, #"{"success":false}"#)?.code == .unspecified)
    #expect(refusal(.credits, 200, #"{"error":"full"}"#)?.code == .unspecified)
    #expect(refusal(.credits, 200, #"{"code":5000,"message":"odd"}"#)?.code.rawValue == 5000)
    #expect(refusal(.message, 200, #"{"detail":"Session not found: 7"}"#)?.code == .sessionNotFound)
  }

  @Test func `an unknown code gives way to a known status`() {
    // The newer gateway pairs 1010 with HTTP 401 (section 6.3).
    #expect(refusal(.credits, 401, #"{"code":1010}"#)?.code == .tokenRejected)
    #expect(refusal(.credits, 500, #"{"code":1010}"#)?.code.rawValue == 1010)
  }

  @Test func `FastAPI's details are read`() {
    let body = #"{"detail":[{"loc":["body"],"msg":"Field required","type":"missing"}]}"#
    let unprocessable = refusal(.message, 422, body)
    #expect(unprocessable?.code.rawValue == 422)
    #expect(unprocessable?.message == "Field required")
    #expect(refusal(.message, 404, #"{"detail":"Session not found: 7"}"#)?.code == .sessionNotFound)
  }

  @Test func `FastAPI's details may hold a code, or say that a session is gone`() {
    let spent = refusal(.message, 402, #"{"detail":{"code":2001,"message":"used up"}}"#)
    #expect(spent?.code == .outOfCredits)
    #expect(spent?.message == "used up")
    let gone = #"{"detail":"Session not found: 7"}"#
    #expect(refusal(.submitRender, 404, gone)?.code == .sessionNotFound)
    let unknown = #"{"detail":"There is no render with this id."}"#
    #expect(refusal(.renderStatus, 404, unknown)?.code.rawValue == 404)
  }

  @Test func `answers are no refusals`() {
    for body in [
      #"{"code":0,"data":{}}"#, #"{"success":true,"data":{}}"#, #"{"status":"failed","error":"x"}"#,
      #"{"code":null,"available":1}"#, "{}",
    ] {
      #expect(refusal(.renderStatus, 200, body) == nil)
    }
  }

  @Test(arguments: [
    ("token nmv_usr_AbC-_9 is bad", "token … is bad"), ("claim clm_x", "claim …"),
    ("user anon_0000000000000001", "user …"),
    ("Session 7000000000000000001 is gone", "Session … is gone"),
    ("job 123e4567-e89b-12d3-a456-426614174000!", "job …!"), ("a\u{0}b\n\tc", "a b c"),
    ("render_1 of 1080x1920 took 12.6s", "render_1 of 1080x1920 took 12.6s"),
    ("余额不足", "余额不足"),
  ])
  func `the server's sentence is passed on without secrets`(text: String, sentence: String) {
    #expect(ServerSentence.readable(text) == sentence)
  }

  @Test func `JSON, HTML and noise are no sentences, and long ones are cut`() {
    for text in ["", " ", #"{"a":1}"#, "[1]", "<html>", "!!!", "123"] {
      #expect(ServerSentence.readable(text) == nil)
    }
    #expect(ServerSentence.readable(String(repeating: "word ", count: 1_000_000))?.count == 301)
  }

  @Test func `a registration link is taken from the vendor alone`() {
    func link(_ url: String) -> String? {
      refusal(.message, 200, #"{"code":2001,"data":{"registration_url":"\#(url)"}}"#)?
        .registrationURL
    }
    let good = "https://nemovideo.com/register?bind=anon_1"
    #expect(link(good) == good)
    #expect(link("https://www.nemovideo.ai/register") == "https://www.nemovideo.ai/register")
    for bad in [
      "http://nemovideo.com/r", "https://evil.example/?nemovideo.com",
      "https://nemovideo.com@evil.example",
      "https://xnemovideo.com/", "https://nemovideo.com/?token=nmv_usr_a",
      "https://nemovideo.com/ a",
      "https://nemovideo.com:1/", "https://nemovideo.com\\\\@evil.example/", "javascript:alert(1)",
    ] {
      #expect(link(bad) == nil, "\(bad)")
    }
    let told = refusal(.message, 200, #"{"code":2001,"message":"Go to \#(good) now"}"#)
    #expect(told?.registrationURL == good)
  }
}
