import NemoClient
import Testing

extension Journey {
  /// A clip is made from words, in two stages (contract section 8), and one more edit rides on its
  /// price.
  static let generation = Journey(
    "generation",
    note: "A clip is generated: the raw clip is announced first, then music and a title are added."
  ) { trip in
    let session = try await trip.nemo.newSession(
      firstMessage: "generate a 10 second video of a city timelapse")
    try await trip.look(at: session)
    await trip.say("generate a 10 second video of a city timelapse", to: session)
    await trip.say("remove the music, simulate talkative", to: session)
    try await trip.export(session, to: "city.mp4")
    try await trip.look(at: session)
  }
}

@Suite struct GenerationTests {
  @Test func `both stages are announced, and the clip costs 100 credits with its editing`()
    async throws
  {
    let outcome = try await Journey.generation.inMemory()
    let turn = try #require(outcome.turns.first)
    #expect(
      turn.heard == [
        "[still working]", "[still working]",
        "Generated \"city timelapse\" (10s). I will add music and a title now.",
        "Added Lo-fi music at 35% volume. Added the title \"City Timelapse\" (0-3s). "
          + "Your clip is ready.",
      ])
    #expect(
      turn.changes == [
        "Video added: city timelapse (0-10s)", "BGM added: Lo-fi (0-10s, 35%)",
        "Title added: \"City Timelapse\" (0-3s)", "Media added: city timelapse.mp4",
        "Media generated (1)",
      ])
    #expect(outcome.turns.map(\.end) == ["text", "text"])
    #expect(outcome.credits == [[100, 0], [0, 0]])
    #expect(
      outcome.timelines == [
        "none",
        "Timeline (2 tracks): 1. Video: city timelapse (0-10s) 2. Title: \"City Timelapse\" (0-3s)",
      ])
    #expect(outcome.exports.first?.sizeBytes == 1_675)
  }
}
