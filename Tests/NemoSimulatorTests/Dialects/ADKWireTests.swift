import Testing

@testable import NemoSimulator

/// The preset `adk` against the bytes of a stock google-adk 2.13 server, as the cassettes `adk-text`,
/// `adk-tools` and `adk-errors` have them: only what is random or a time is left out here.
struct ADKWireTests {
  private func uploaded(streaming: Bool? = nil, _ message: String) -> Conversation.Turn {
    var client = Conversation.open(dialect: .adk)
    _ = client.upload("demo.mp4", .recording)
    return client.say(message, streaming: streaming)
  }

  /// UUIDs as `U` and times as `T`.
  private func withoutChance(_ frame: String) -> String {
    frame
      .replacing(
        /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/, with: "U"
      )
      .replacing(/1900000[0-9]{3}\.[0-9]+/, with: "T")
  }

  private let actions =
    #""actions":{"stateDelta":{},"artifactDelta":{},"requestedAuthConfigs":{},"#
    + #""requestedToolConfirmations":{}},"nodeInfo":{"path":"nemo_agent@1"}"#
  private let author = #""invocationId":"e-U","author":"nemo_agent""#

  /// A frame with all that every event has: what comes before the author, and behind the actions.
  private func event(_ beginning: String, _ end: String = "") -> String {
    "data: {\(beginning)\(author),\(actions)\(end),\"id\":\"U\",\"timestamp\":T}\n\n"
  }

  private func identifier(_ key: String, in frame: String) -> String? {
    guard let start = frame.range(of: "\"\(key)\":\"")?.upperBound else { return nil }
    return String(frame[start...].prefix { $0 != "\"" })
  }

  /// The event's own id, which is the last one in its frame.
  private func eventID(_ frame: String) -> String {
    String(frame.split(separator: "\"id\":\"").last?.prefix(36) ?? "")
  }

  @Test func `a text is one whole event`() {
    let frames = uploaded("hello").frames
    let text =
      "Hello! I edit videos by chat: I can trim, crop, add titles, captions, music or a "
      + "voice-over, highlight clicks, change the speed, and generate clips."
    let whole = event("\"content\":{\"parts\":[{\"text\":\"\(text)\"}],\"role\":\"model\"},")
    #expect(frames.map(withoutChance) == [whole])
  }

  @Test func `a tool's call and response share an id, and their contents keep their keys`() {
    let frames = uploaded("trim to 10 seconds simulate silent").frames
    let call = event(
      #""content":{"parts":[{"functionCall":{"id":"adk-U","args":{"operation":"trim"},"#
        + #""name":"edit_multitrack"}}],"role":"model"},"#, #","longRunningToolIds":[]"#)
    let response = event(
      #""content":{"parts":[{"functionResponse":{"id":"adk-U","name":"edit_multitrack","#
        + #""response":{"status":"ok","segments":1}}}],"role":"user"},"#)
    #expect(frames.map(withoutChance).suffix(2) == [call, response])
    let calls = frames.compactMap { frame in
      frame.contains("functionCall") || frame.contains("functionResponse")
        ? frame.split(separator: "adk-").dropFirst().first.map { String($0.prefix(36)) } : nil
    }
    #expect(calls.count == 4)
    #expect(calls[0] == calls[1] && calls[2] == calls[3] && calls[0] != calls[2])
    #expect(Set(frames.map { identifier("invocationId", in: $0) }).count == 1)
    #expect(Set(frames.map(eventID)).count == frames.count)
  }

  @Test func `a request for streaming gives fragments and then the whole, with one id`() {
    let frames = uploaded(streaming: true, "hello").frames
    let last = frames.count - 1
    #expect(frames.count == 8)
    let first = event(
      #""content":{"parts":[{"text":"Hello! I edit videos by "}],"role":"model"},"partial":true,"#)
    #expect(withoutChance(frames[0]) == first)
    #expect(frames.map { $0.contains("\"partial\":true") } == (0...last).map { $0 < last })
    #expect(Set(frames.map(eventID)).count == 1)
  }

  @Test func `adkStreaming gives fragments unasked`() {
    var client = Conversation.opened { $0.frames = .adkStreaming }
    #expect(client.say("hello").frames.filter { $0.contains("\"partial\":true") }.count == 7)
  }

  @Test func `content and an artifact go out as two frames with one id and one time`() throws {
    var client = Conversation.open(dialect: .adk)
    let frames = client.say("generate a video of rain").frames
    let index = try #require(
      frames.firstIndex { $0.contains("functionResponse") && $0.contains("with_seedance") })
    let pair = [frames[index], frames[index + 1]]
    let artifact = event("").replacing(
      "\"artifactDelta\":{}", with: "\"artifactDelta\":{\"rain.mp4\":0}")
    #expect(withoutChance(pair[1]) == artifact)
    let ends = pair.map { $0.split(separator: ",\"id\":\"").last }
    #expect(ends[0] == ends[1])
  }

  @Test func `there is no heartbeat, no name, no id line and no last frame`() {
    let frames = uploaded("generate a video of rain").frames
    #expect(frames.allSatisfy { $0.hasPrefix("data: {") && $0.hasSuffix("}\n\n") })
    #expect(frames.allSatisfy { !$0.dropLast(2).contains("\n") })
    #expect(!frames.contains { $0.contains("heartbeat") || $0.contains("done\"}") })
  }

  @Test func `a failure is an event with a code and then a bare error`() {
    let frames = uploaded("add a title simulate failed run").frames
    let coded = event(
      #""errorCode":"RuntimeError","errorMessage":"the tool \"edit_multitrack\" broke","#)
    let bare =
      #"data: {"error": "RuntimeError: the tool \"edit_multitrack\" broke", "error_details": "#
      + #"{"error_type": "RuntimeError", "error_message": "#
      + #""the tool \"edit_multitrack\" broke", "timestamp": T}}"#
    #expect(frames.map(withoutChance).suffix(2) == [coded, bare + "\n\n"])
  }

  @Test func `or an event with a code alone`() {
    var client = Conversation.uploaded { $0.streamError = .event }
    let frames = client.say("hello simulate failed run").frames
    let coded = event(#""errorCode":"RuntimeError","errorMessage":"the \"model\" broke","#)
    #expect(frames.map(withoutChance) == [coded])
  }

  @Test func `ids are the same ones for the same world, and draw nothing from its chance`() {
    #expect(uploaded("add a title").frames == uploaded("add a title").frames)
    func seconds(_ dialect: Dialect) -> [Double] {
      var client = Conversation.open(dialect: dialect)
      _ = client.upload("demo.mp4", .recording)
      return ["add a title", "hello", "trim to 5 seconds"].map { client.say($0).seconds }
    }
    #expect(seconds(.adk) == seconds(.seed))
    var ids = ADKIdentifiers(seed: 1, run: 1)
    var others = ADKIdentifiers(seed: 1, run: 2)
    #expect(ids.next() != others.next())
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<String.Index>? { ranges(of: text).first }
}
