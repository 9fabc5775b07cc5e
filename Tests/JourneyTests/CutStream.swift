import NemoClient
import Testing

extension Journey {
  /// The stream breaks off inside a frame while the edit goes on; state tells what became of it
  /// (contract section 16.1).
  static let cutStream = Journey(
    "cut-stream",
    note: "A stream ends inside a frame without its last chunk; the edit is found by reading state."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en")
    try await trip.upload("clip.mp4", to: session)
    await trip.say("crop to 9:16 and add a title \"Tips\", simulate cut", to: session)
    await trip.say("hello, simulate cut", to: session)
    try await trip.look(at: session)
  }
}

@Suite struct CutStreamTests {
  @Test func `an edit whose stream was cut is found in the state, and is sent once`() async throws {
    let outcome = try await Journey.cutStream.inMemory()
    let turn = try #require(outcome.turns.first)
    #expect(turn.heard == ["[recovering]"])
    #expect(turn.end == "changed")
    #expect(
      turn.changes == [
        "Video added: clip.mp4 (0-3s)", "Title added: \"Tips\" (0-3s)",
        "Video cropped to 1080x1920",
      ])
    // The session's editing is paid once: the message was not sent again.
    #expect(outcome.credits == [[50, 0]])
    #expect(
      outcome.timelines == [
        "Timeline (2 tracks): 1. Video: clip.mp4 (0-3s) 2. Title: \"Tips\" (0-3s)"
      ])
  }

  @Test func `talk whose stream was cut fails, and says that it was sent`() async throws {
    let turn = try #require(try await Journey.cutStream.inMemory().turns.last)
    #expect(turn.heard.first == "[recovering]")
    #expect(turn.end == "disconnected")
    #expect(turn.wasSent == true)
  }
}
