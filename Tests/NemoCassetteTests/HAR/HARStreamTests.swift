import Testing

@testable import NemoCassette

/// Streams of events, as Chrome saves them.
struct HARStreamTests {
  /// 2026-11-20T10:00:00Z is 1795168800.
  private static let messages =
    #"[{"time":1795168800.25,"eventName":"message","eventId":"","data":"{\"type\":\"text\"}"},"#
    + #"{"time":1795168801.5,"eventName":"note","eventId":"7","data":"a\nb"},"#
    + #"{"time":1795168801.25,"eventName":"message","eventId":"7","data":"\u526a"}]"#

  private static func stream(_ content: String, messages: String?) throws -> HARImport.Result {
    try HARFixture.read(
      HARFixture.entry(
        time: "3000", method: "POST", url: HARFixture.api + "/run_sse",
        response: #"{"status":200,"headers":[{"name":"content-type","value":"text/event-stream"}],"#
          + #""content":\#(content)}"#,
        timings: #"{"send":0,"wait":100,"receive":2900}"#,
        rest: messages.map { #","_eventSourceMessages":\#($0)"# } ?? ""))
  }

  @Test func `a stream is rebuilt from its messages, with their times`() throws {
    let result = try Self.stream(
      #"{"size":0,"mimeType":"text/event-stream"}"#, messages: Self.messages)
    let response = try #require(result.first?.response)
    #expect(
      response.text
        == "data: {\"type\":\"text\"}\n\nevent: note\nid: 7\ndata: a\ndata: b\n\ndata: \u{526a}\n\n"
    )
    // The third message is stamped before the second: a stream never runs backwards.
    #expect(
      response.cuts == [
        .init(length: 23, at: .milliseconds(250)), .init(length: 35, at: .milliseconds(1_500)),
        .init(length: 11, at: .milliseconds(1_500)),
      ])
    #expect(response.at == .milliseconds(100))
    #expect(
      result.notes == [
        "Entry 1: the stream was rebuilt from its messages; comments and the spelling of lines are lost."
      ])
  }

  @Test func `bytes that were saved are the stream, and the messages say when they came`() throws {
    let text =
      #": ping\n\ndata: {\"type\":\"text\"}\r\n\r\nevent: note\nid: 7\ndata: a\ndata: b\n\n"#
      + #": ping\n\ndata: \u526a\n\n"#
    let result = try Self.stream(
      #"{"size":70,"mimeType":"text/event-stream","text":"\#(text)"}"#, messages: Self.messages)
    let response = try #require(result.first?.response)
    #expect(response.text?.hasPrefix(": ping\n\ndata: {\"type\":\"text\"}\r\n\r\n") == true)
    #expect(
      response.cuts.map { $0.at }
        == [250, 250, 1_500, 1_500, 1_500].map { Duration.milliseconds($0) })
    #expect(response.cuts.map { $0.length } == [8, 25, 35, 8, 11])
    #expect(result.notes == [])
  }

  @Test func `events without times are spread until the end`() throws {
    let result = try Self.stream(
      #"{"mimeType":"text/event-stream","text":"data: 1\n\ndata: 2\n\n"}"#, messages: nil)
    #expect(
      result.first?.response?.cuts == [
        .init(length: 9, at: .milliseconds(1_550)), .init(length: 9, at: .milliseconds(3_000)),
      ])
    #expect(
      result.notes == [
        "Entry 1: the events have no times, so they are spread evenly until the end."
      ])
  }

  @Test func `times in milliseconds, missing or absurd ones do no harm`() throws {
    let result = try Self.stream(
      "{}",
      messages: #"[{"time":1795168800250,"data":"1"},{"data":"2"},{"time":1e300,"data":"3"},"#
        + #"{"time":-1},{"time":1795168809,"data":"late","eventName":"a\nb"},5]"#)
    let response = try #require(result.first?.response)
    #expect(
      response.cuts.map { $0.at } == [250, 250, 250, 250, 3_000, 3_000].map { .milliseconds($0) })
    #expect(
      response.text
        == "data: 1\n\ndata: 2\n\ndata: 3\n\ndata: \n\nevent: ab\ndata: late\n\ndata: \n\n")
  }

  @Test func `a stream without a content type gets one`() throws {
    let result = try HARFixture.read(
      HARFixture.entry(
        response: #"{"status":200,"headers":[],"content":{}}"#,
        rest: #","_eventSourceMessages":[{"time":1795168800.01,"data":"x"}]"#))
    #expect(result.first?.response?.header("content-type") == "text/event-stream")
  }
}
