import Testing

@testable import NemoClient

@Suite struct AgentEventTests {
  private func decode(_ frames: String...) -> [AgentEvent] {
    var decoder = AgentEventDecoder()
    return frames.flatMap { decoder.decode(ServerSentEvent(data: $0)) }
  }

  private func failure(_ events: [AgentEvent]) -> BackendRefusal? {
    guard events.count == 1, case .failure(let refusal)? = events.first else { return nil }
    return refusal
  }

  private func refusal(_ events: [AgentEvent]) -> BackendRefusal? {
    guard events.count == 1, case .refusal(let refusal)? = events.first else { return nil }
    return refusal
  }

  // MARK: typed, contract section 7.3

  @Test func `typed frames are read`() {
    #expect(
      decode(#"{"type":"text","content":"Cutting the intro."}"#) == [.text("Cutting the intro.")])
    #expect(
      decode(#"{"type":"tool_call","name":"edit_multitrack","args":{"a":1}}"#)
        == [.toolCall(name: "edit_multitrack", id: nil)])
    #expect(
      decode(#"{"type":"tool_result","name":"edit_multitrack","result":{}}"#)
        == [.toolResult(name: "edit_multitrack", id: nil)])
    #expect(
      decode(#"{"type":"sparkle","content":"x"}"#, #"{"type":"text"}"#) == [.unknown, .unknown])
    #expect(decode(#"{"type":"done"}"#) == [.done])
    let error = failure(decode(#"{"type":"error","code":2001,"message":"used up"}"#))
    #expect(error?.code == .outOfCredits)
    #expect(error?.message == "used up")
    #expect(failure(decode(#"{"type":"error","content":"bad"}"#))?.message == "bad")
  }

  @Test func `every form of a heartbeat is one`() {
    #expect(
      decode(#"{"type":"heartbeat"}"#, "", " ", "heartbeat")
        == Array(repeating: .heartbeat, count: 4))
    var decoder = AgentEventDecoder()
    #expect(decoder.decode(ServerSentEvent(event: "heartbeat", data: "")) == [.heartbeat])
    var stream = AgentStream(status: 200, contentType: "text/event-stream")
    #expect(
      stream.receive(Array(": keep\n\ndata:\n\nevent: heartbeat\n\n".utf8)) == [
        .heartbeat, .heartbeat, .heartbeat,
      ])
  }

  // MARK: ADK, `adk-wire.md`

  @Test func `an ADK text is read, in both spellings of its keys`() {
    #expect(
      decode(
        #"{"author":"nemo_agent","invocationId":"e-1","id":"ev1","timestamp":1900000000.5,"content":{"role":"model","parts":[{"text":"Cutting the intro."}]}}"#
      ) == [.text("Cutting the intro.")])
    #expect(
      decode(
        #"{"content":{"parts":[{"text":"a"},{"text":"b"},{"functionCall":{"id":"c1","name":"edit","args":{"text":"no"}}},{"text":"c"}]}}"#
      ) == [.text("ab"), .toolCall(name: "edit", id: "c1"), .text("c")])
    #expect(
      decode(
        #"{"content":{"role":"user","parts":[{"functionResponse":{"id":"c1","name":"edit","response":{}}}]}}"#,
        #"{"content":{"parts":[{"function_call":{"name":"edit"}},{"function_response":{"name":"edit"}}]}}"#
      ) == [
        .toolResult(name: "edit", id: "c1"), .toolCall(name: "edit", id: nil),
        .toolResult(name: "edit", id: nil),
      ])
  }

  @Test func `thoughts, echoes and bookkeeping stay internal`() {
    #expect(decode(#"{"content":{"parts":[{"text":"hm","thought":true}]}}"#) == [.unknown])
    #expect(
      decode(#"{"content":{"parts":[{"text":"hm","thought":true},{"text":"Done."}]}}"#) == [
        .text("Done.")
      ])
    #expect(
      decode(#"{"author":"user","content":{"role":"user","parts":[{"text":"hi"}]}}"#) == [.unknown])
    #expect(decode(#"{"author":"nemo_agent","actions":{"stateDelta":{"text":"x"}}}"#) == [.unknown])
    #expect(
      decode(#"{"content":{"parts":[{"inlineData":{"mimeType":"a/b","data":"AA"}}]}}"#) == [
        .unknown
      ])
  }

  @Test func `fragments are followed by an aggregate that repeats them`() {
    let events = decode(
      #"{"partial":true,"content":{"parts":[{"text":"Cutting "}]}}"#,
      #"{"partial":true,"content":{"parts":[{"text":"thinking","thought":true}]}}"#,
      #"{"type":"heartbeat"}"#,
      #"{"partial":true,"content":{"parts":[{"text":"the intro."}]}}"#,
      #"{"content":{"parts":[{"text":"Cutting the intro."}]}}"#,
      #"{"content":{"parts":[{"text":"Cutting the intro."}]}}"#)
    #expect(
      events == [
        .fragment("Cutting "), .unknown, .heartbeat, .fragment("the intro."),
        .aggregate("Cutting the intro."), .text("Cutting the intro."),
      ])
  }

  @Test func `a whole text that does not repeat the fragments is a text of its own`() {
    let events = decode(
      #"{"partial":true,"content":{"parts":[{"text":"One"}]}}"#,
      #"{"content":{"parts":[{"text":"Two"}]}}"#)
    #expect(events == [.fragment("One"), .text("Two")])
  }

  @Test func `two frames with one id are both read`() {
    let frame = #"{"id":"ev1","content":{"parts":[{"text":"Hi"}]}}"#
    let delta =
      #"{"id":"ev1","actions":{"artifactDelta":{"a":1}},"content":{"parts":[{"text":"Hi"}]}}"#
    #expect(decode(frame, delta) == [.text("Hi"), .text("Hi")])
  }

  @Test func `an ADK event may carry a failure`() {
    let plain = failure(decode(#"{"author":"a","errorCode":"SAFETY","errorMessage":"not this"}"#))
    #expect(plain?.message == "not this")
    #expect(plain?.code == .unspecified)
    // The model's own codes, whatever they look like.
    for code in [#""429""#, "429", #""1001""#, "2001"] {
      let other = failure(decode(#"{"error_code":\#(code),"error_message":"no"}"#))
      #expect(other?.code == .unspecified)
      #expect(other?.message == "no")
    }
  }

  @Test(arguments: [
    // Up to 1.22, unescaped; 1.25 to 1.33; 2.13.
    (#"{"error": "no "draft" here"}"#, #"no "draft" here"#), (#"{"error": "line one"#, "line one"),
    (#"{"error":"msg"}"#, "msg"),
    (
      #"{"error":"ValueError: msg","error_details":{"error_type":"ValueError","error_message":"msg","timestamp":1.5}}"#,
      "ValueError: msg"
    ),
    (#"{"error":{"message":"msg","code":500}}"#, "msg"),
    (#"{"success":false,"message":"msg"}"#, "msg"),
    (#"{"code":2001,"message":"msg"}"#, "msg"),
  ])
  func `an error in a stream is a failure`(frame: String, message: String) {
    let refusal = failure(decode(frame))
    #expect(refusal?.message == message)
    // Not the status of the answer, which was good.
    #expect(refusal?.httpStatus == 200)
  }

  @Test func `an error that a newline tore apart is one failure`() {
    var stream = AgentStream(status: 200, contentType: "text/event-stream; charset=utf-8")
    let events = stream.receive(Array("data: {\"error\": \"line one\nline two\"}\n\n".utf8))
    #expect(failure(events)?.message == "line one")
  }

  @Test func `an event named error is a failure, whatever its data`() {
    for data in ["boom", #"{"error":"boom"}"#, #"{"message":"boom"}"#] {
      var decoder = AgentEventDecoder()
      #expect(
        failure(decoder.decode(ServerSentEvent(event: "error", data: data)))?.message == "boom")
    }
  }

  // MARK: plain, contract section 7.5

  @Test func `plain texts are read and broken JSON is never shown`() {
    #expect(
      decode(#"{"text":"Hi"}"#, #""Hi""#, "Hi there") == [
        .text("Hi"), .text("Hi"), .text("Hi there"),
      ])
    #expect(
      decode(#"{"type":"text","content":"ha"#, "[1,", "{", "[1]", "null")
        == Array(repeating: .unknown, count: 5))
    #expect(decode("[DONE]", "done") == [.done, .done])
    #expect(
      decode(#"{"text":"H","partial":true}"#, #"{"text":"Hi"}"#) == [
        .fragment("H"), .aggregate("Hi"),
      ])
  }

  // MARK: no stream at all, contract section 7.6

  @Test(arguments: ["text/event-stream", "application/json", nil])
  func `a JSON envelope instead of a stream is one refusal`(contentType: String?) {
    var stream = AgentStream(status: 200, contentType: contentType)
    let body = Array(" {\"code\":1002,\"message\":\"gone\"}\n".utf8)
    for byte in body { #expect(stream.receive([byte]) == []) }
    #expect(refusal(stream.finish())?.code == .sessionNotFound)
  }

  @Test func `a stream under the wrong content type is still a stream`() {
    var stream = AgentStream(status: 200, contentType: "application/json")
    #expect(stream.receive(Array("data: Hi\n\n".utf8)) == [.text("Hi")])
  }

  @Test(arguments: [
    (401, BackendCode.tokenRejected), (404, .sessionNotFound), (503, BackendCode(rawValue: 503)),
  ])
  func `a refused message is one refusal`(status: Int, code: BackendCode) {
    var stream = AgentStream(status: status, contentType: "text/html")
    #expect(stream.receive(Array("<html>data: x\n\n".utf8)) == [])
    #expect(refusal(stream.finish())?.code == code)
  }
}
