import NemoClient
import Testing

extension Journey {
  /// Small steps, many of them without a word from the backend (contract section 7.6).
  static let iterative = Journey(
    "iterative",
    note: "Five small edits of one clip, three of them silent, one that changes nothing."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en")
    try await trip.upload("clip.mp4", to: session)
    await trip.say("crop to 1:1, simulate silent", to: session)
    await trip.say("add a title \"Tips\", simulate talkative", to: session)
    await trip.say("make the title red, simulate silent", to: session)
    await trip.say("add lofi music, simulate silent", to: session)
    await trip.say("remove the captions, simulate talkative", to: session)
    try await trip.export(session, to: "tips.mp4")
    try await trip.look(at: session)
  }
}

@Suite struct IterativeTests {
  @Test func `a silent edit is told by what it changed`() async throws {
    let outcome = try await Journey.iterative.inMemory()
    #expect(outcome.turns.map(\.end) == ["changed", "text", "changed", "changed", "text"])
    #expect(outcome.turns.map(\.heard.count) == [0, 1, 0, 0, 1])
    #expect(
      outcome.turns.map(\.changes) == [
        ["Video added: clip.mp4 (0-3s)", "Video cropped to 1080x1080"],
        ["Title added: \"Tips\" (0-3s)"], ["The timeline changed"],
        ["BGM added: Lo-fi (0-3s, 35%)"], [],
      ])
    #expect(outcome.turns.last?.heard == ["There are no captions in this draft."])
    #expect(outcome.credits == [[50, 0]])
    #expect(
      outcome.timelines == [
        "Timeline (3 tracks): 1. Video: clip.mp4 (0-3s) 2. BGM: Lo-fi (0-3s, 35%) "
          + "3. Title: \"Tips\" (0-3s)"
      ])
  }
}
