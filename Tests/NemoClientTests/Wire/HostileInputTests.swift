import NemoTime
import Testing

@testable import NemoClient

@Suite struct HostileInputTests {
  private static let samples: [[UInt8]] = [
    #"{"code":0,"data":{"token":"nmv_usr_SIMULATED","user_id":"anon_1","expires_at":"2030-01-08T00:00:00Z","credits":100}}"#,
    #"{"code":0,"data":{"files":[{"filename":"a.mp4","duration":12.0,"width":1280}],"session_state_applied":true}}"#,
    #"{"success":true,"data":{"id":"render_1","status":"completed","progress":100,"outputUrl":"https://cdn.invalid/a"}}"#,
    #"{"code":0,"data":{"state":{"draft":{"t":[{"tt":0,"sg":[{"s":0,"d":1000,"sp":2,"m":{"title":"\u00e9\ud83d\ude00"}}]},{"tt":7,"sg":[{"d":10,"m":{"text":"x"}}]}],"m":{"width":1,"height":2}}}}}"#,
    #"{"content":{"parts":[{"text":"Click \"Export\" 点击导出"},{"functionCall":{"name":"a"}}]},"partial":true,"errorCode":"X"}"#,
    #"{"error": "no "draft" here"}"#,
  ].map { Array($0.utf8) }

  /// 10,000 inputs from a fixed seed. What it shows is that nothing traps; a trap ends the run.
  @Test func `mutated input never traps`() {
    var random = SeededGenerator(seed: 20_260_101, stream: "hostile")
    var parsed = 0
    for round in 0..<10_000 {
      let bytes = Mutation.mutate(Self.samples[round % Self.samples.count], with: &random)
      if (try? JSONDocument(bytes)) != nil { parsed += 1 }
      readAnswers(bytes, status: round % 3 == 0 ? 400 : 200)
      readEvents(bytes)
      readDraft(bytes)
    }
    // Neither all damaged nor all whole, or the test would show nothing.
    #expect((500..<9_500).contains(parsed), "\(parsed)")
  }

  private func readAnswers(_ bytes: [UInt8], status: Int) {
    _ = try? SignIn(status: status, body: bytes)
    _ = try? SessionCreated(status: status, body: bytes)
    _ = try? Balance(status: status, body: bytes)
    _ = try? UploadAnswer(status: status, body: bytes)
    _ = try? RenderStatus(status: status, body: bytes)
    _ = try? SessionState(status: status, body: bytes)
  }

  private func readEvents(_ bytes: [UInt8]) {
    var decoder = AgentEventDecoder()
    for event in decoder.decode(ServerSentEvent(data: String(decoding: bytes, as: UTF8.self))) {
      if case .text(let text) = event { _ = GUITranslator.translate(text) }
      if case .failure(let refusal) = event { _ = NemoError(refusal, during: .edit).description }
    }
  }

  private func readDraft(_ bytes: [UInt8]) {
    let slice = try? JSONDocument(bytes).bytes(at: ["data", "state", "draft"])
    guard let slice, let draft = Draft(bytes: slice) else { return }
    #expect(draft.bytes == slice)
    _ = TimelineSummary(draft).description
    _ = TimelineDiff(before: nil, after: draft).sentences
    _ = TimelineDiff(before: draft, after: nil).sentences
  }
}
