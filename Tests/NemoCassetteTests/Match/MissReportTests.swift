import NemoHTTP
import NemoTime
import Testing

@testable import NemoCassette

/// What is said about a request that a tape does not have.
struct MissReportTests {
  private func miss(
    _ recorded: [Recorded], _ asked: Recorded, advice: RecordingAdvice = .command
  ) -> String {
    var matcher = Matcher(TapeIndex(Tape.of(recorded)), name: "quick", advice: advice)
    let error = #expect(throws: CassetteError.self) {
      try matcher.match(asked.exchange("asked", backend: backend).request)
    }
    return error?.sentence ?? ""
  }

  @Test func `the three closest are named, best first, each with what differs`() {
    let recorded = [
      Recorded("GET", "/a/list"), Recorded("POST", "/run_sse", #"{"n":1,"m":{"t":["a"]}}"#),
      Recorded("GET", "/other"), Recorded("POST", "/run_sse?b=1", "{}"),
      Recorded("POST", "/v2/run_sse", "{}"), Recorded("PUT", "/run_sse", "{}"),
    ]
    #expect(
      miss(recorded, Recorded("POST", "/run_sse", #"{"n":1,"m":{"t":["b"]}}"#))
        == "quick has no answer to POST /run_sse. The closest is x-2; body.m.t[0] differs. "
        + "Then x-4; the query differs at b. Then x-6; the method differs. "
        + "If the change is meant, record again: nemo … --record quick")
  }

  @Test(arguments: [
    (#"{"a":1}"#, #"{"a":2}"#, "body.a differs"), (#"{"a":1}"#, #"{"b":1}"#, "body.a differs"),
    ("[1]", "[1,2]", "body[1] differs"), ("[{\"a\":1}]", "[{\"a\":2}]", "body[0].a differs"),
    ("1", "2", "the body differs"), ("text", "{}", "the body differs"),
    (#"{"a b\u0007":{"c":1}}"#, #"{"a b\u0007":{"c":2}}"#, "body[?].c differs"),
  ])
  func `the field that differs is named by its path`(one: String, other: String, what: String) {
    let sentence = miss([Recorded("POST", "/x", one)], Recorded("POST", "/x", other))
    #expect(sentence.contains("The closest is x-1; \(what)."), "\(sentence)")
  }

  @Test func `nothing that may be secret is quoted`() {
    let token = "nmv_usr_AbCdEfGhIjKlMnOpQrStUv"
    let asked = Recorded(
      "POST", "/\(token)/x?name=hush&\(token)=1", #"{"\#(token)":"hush","text":"hush"}"#)
    let sentence = miss([Recorded("POST", "/y/x", #"{"text":"hush now"}"#)], asked)
    #expect(sentence.contains("x-1; the path differs"))
    #expect(!sentence.contains("AbCdEf") && !sentence.contains("hush"))
    let elsewhere = miss([], Recorded("GET", "https://me:hush-hush-hush@other.invalid/x"))
    #expect(elsewhere.contains("@other.invalid/x") && !elsewhere.contains("hush"))
    let query = miss([Recorded("POST", "/x?a=1")], Recorded("POST", "/x?\(token)=hush"))
    #expect(query.contains("the query differs at"))
    #expect(!query.contains("AbCdEf") && !query.contains("hush"))
  }

  @Test func `tests are told how tests record`() {
    let sentence = miss([], Recorded("GET", "/x"), advice: .tests)
    #expect(
      sentence == "quick has no answer to GET /x, nor anything like it. "
        + "If the change is meant, record again: NEMO_CASSETTES=record swift test")
  }

  @Test func `an id of the client's making is told as it was asked for`() {
    let render = "/api/render/proxy/lambda"
    let recorded = [
      Recorded("POST", render, #"{"id":"render_0000000001"}"#),
      Recorded("GET", "/render-result/render_0000000001.mp4?nmv=1"),
    ]
    var matcher = Matcher(TapeIndex(Tape.of(recorded)), name: "quick", advice: .player)
    func ask(_ request: Recorded) throws {
      _ = try matcher.match(request.exchange("asked", backend: backend).request)
    }
    #expect(throws: Never.self) {
      try ask(Recorded("POST", render, #"{"id":"render_1700000000_ab"}"#))
    }
    let error = #expect(throws: CassetteError.self) {
      try ask(Recorded("GET", "/render-result/render_1700000000_ab.mp4"))
    }
    #expect(
      error?.sentence == "quick has no answer to GET /render-result/render_1700000000_ab.mp4. "
        + "The closest is x-2; the query differs at nmv. "
        + "What is on it: nemo cassette show quick. If the change is meant, record it again.")
  }

  @Test func `many unused exchanges are counted, not all named`() {
    let tape = Tape.of((1...30).map { Recorded("GET", "/\($0)") })
    let replayer = Replayer(tape, name: "quick", time: RealTime(), advice: .tests)
    let error = #expect(throws: CassetteError.self) { try replayer.verifyAllUsed() }
    #expect(error?.sentence.contains("Never asked for: x-1, x-2, ") == true)
    #expect(error?.sentence.contains("x-20 and 10 more. If") == true)
    #expect(error?.sentence.hasSuffix("NEMO_CASSETTES=record swift test") == true)
    #expect(replayer.unusedIDs().count == 30)
    #expect(replayer.unused().map { $0.id } == replayer.unusedIDs())
  }
}
