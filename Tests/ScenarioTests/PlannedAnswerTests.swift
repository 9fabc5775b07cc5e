import Foundation
import HTTPTypes
import NemoSimulator
import NemoTesting
import SimulatorService
import Testing

/// Answers that a scenario plans, and what it expects at the end.
@Suite struct PlannedAnswerTests {
  @Test func `a planned answer takes the place of what would have happened`() async throws {
    let text = """
      rules:
        - {of: upload, at: 2, answer: {status: 201, headers: {X-One: a}, text: stored}}
        - {of: balance, at: 1, answer: {json: {code: 0, data: {available: 7}}}}
        - {of: message, saying: bye, answer: {status: 502, text: "<html>"}}
      """
    let (upload, balances, message, state) = try await withScenario(text) { client in
      let upload = try await client.link()
      let balances = [try await client.balance().body, try await client.balance().body]
      return (upload, balances, try await client.say("bye"), try await client.state())
    }
    #expect(upload.status == 201)
    #expect(upload.body == "stored")
    #expect(upload.headers.first { $0.name.rawName == "X-One" }?.value == "a")
    #expect(upload.headers[.contentLength] == "6")
    #expect(balances.first == "{\"code\":0,\"data\":{\"available\":7}}")
    #expect(balances.last == "{\"code\":0,\"data\":{\"available\":100,\"frozen\":0,\"total\":100}}")
    #expect(message.status == 502)
    #expect(message.body == "<html>")
    // The one file that was linked when the session began.
    #expect(state.components(separatedBy: "clip.mp4\"").count > 1)
  }

  @Test func `an answer without a token is refused and not counted`() async throws {
    let text = "rules: [{of: balance, at: 1, answer: {text: first}}]"
    let bodies = try await withScenario(text) { client in
      [try await client.balance().body, try await client.balance().body]
    }
    #expect(bodies.first == "first")
    #expect(bodies.last != "first")
  }

  @Test func `what is not as expected is told in sentences`() async throws {
    let text = """
      rules: [{of: upload, at: 2, refuse: 503}]
      expect:
        runs: 2
        credits: {available: 0, frozen: 1, spent: 5...6}
        renders: {submitted: 1, completed: 1, failed: 1}
        draft: {duration: 1s, title: 1, video: 2}
        requests: {message: 0, upload: 2}
        refusals: {503: 2, 1001: 0}
        journal: {uploaded: 2...}
      """
    let unmet = try await withScenario(text) { client in
      _ = try await client.link()
      _ = try await client.say("crop to 1:1")
      return client.backend.unmetExpectations
    }
    #expect(
      unmet == [
        "Accepted runs: 2 expected, 1 found.",
        "Available credits: 0 expected, 50 found.",
        "Frozen credits: 1 expected, 0 found.",
        "Spent credits: 5 to 6 expected, 50 found.",
        "Submitted renders: 1 expected, 0 found.",
        "Completed renders: 1 expected, 0 found.",
        "Failed renders: 1 expected, 0 found.",
        "Milliseconds of the draft: 1000 expected, 10000 found.",
        "Segments of video in the draft: 2 expected, 1 found.",
        "Segments of title in the draft: 1 expected, 0 found.",
        "Requests of message: 0 expected, 1 found.",
        "Refusals with 503: 2 expected, 1 found.",
        "Journal entries uploaded: at least 2 expected, 1 found.",
      ])
  }

  @Test func `a scenario survives being written down, the same each time`() throws {
    let names = ScenarioLibrary.names
    #expect(!names.isEmpty)
    for name in names {
      let scenario = try ScenarioFile.find(name).scenario
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys]
      let saved = try encoder.encode(scenario)
      #expect(try JSONDecoder().decode(Scenario.self, from: saved) == scenario)
      #expect(try encoder.encode(scenario) == saved)
    }
  }

  @Test func `a scenario that was saved before there were planned answers can be read`() throws {
    let saved = """
      {"account":{"kind":"anonymous","plan":"free"},"failedRenders":[2],"refusals":[],\
      "silence":"never"}
      """
    var expected = Scenario.freePlan
    expected.failedRenders = [2]
    expected.silence = .never
    #expect(try JSONDecoder().decode(Scenario.self, from: Data(saved.utf8)) == expected)
  }
}
