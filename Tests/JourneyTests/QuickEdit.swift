import NemoClient
import Testing

extension Journey {
  /// Upload, the seed's own sentence, a second instruction, export.
  static let quickEdit = Journey(
    "quick-edit", note: "One file is uploaded, edited by two messages and exported."
  ) { trip in
    let first =
      "crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover track"
    let session = try await trip.nemo.newSession(firstMessage: first)
    try await trip.upload("walkthrough.mp4", to: session)
    await trip.say(first, to: session)
    await trip.say("trim the first 2 seconds and add a title \"Lumen notes\"", to: session)
    try await trip.export(session, to: "out.mp4")
    try await trip.look(at: session)
  }
}

@Suite struct QuickEditTests {
  @Test func `the journey does what was asked`() async throws {
    let outcome = try await Journey.quickEdit.inMemory()
    #expect(outcome.turns.map(\.end) == ["text", "text"])
    #expect(outcome.turns.allSatisfy { !$0.changes.isEmpty })
    let timeline = try #require(outcome.timelines.first)
    #expect(timeline.hasPrefix("Timeline ("))
    #expect(timeline.contains("Title: \"Lumen notes\""))
    #expect(timeline.contains("Voice-over"))
    // Contract section 4: 50 credits at the session's first edit, and an export costs nothing.
    #expect(outcome.credits == [[50, 0]])
    #expect(outcome.exports.map(\.submissions) == [1])
    #expect(outcome.exports.first?.sizeBytes == 1_675)
  }
}
