import NemoClient
import Testing

extension Journey {
  /// A render fails and is retried once under a new id (contract section 12.4); then one fails
  /// twice.
  static let failedRender = Journey(
    "failed-render",
    note: "A render fails and its retry under a new id completes; the next fails twice."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en")
    try await trip.upload("clip.mp4", to: session)
    await trip.say("crop to 1:1, simulate failed render", to: session)
    try await trip.export(session, to: "square.mp4")
    await trip.say(
      "add a title \"Tips\", simulate failed render, simulate failed render", to: session)
    try await trip.export(session, to: "never.mp4")
    try await trip.look(at: session)
  }
}

@Suite struct FailedRenderTests {
  @Test func `a failed render is retried once with a new id, and no more`() async throws {
    let outcome = try await Journey.failedRender.inMemory()
    #expect(
      outcome.exports == [
        Trip.Export(path: "square.mp4", submissions: 2, sizeBytes: 1_675),
        Trip.Export(
          path: "never.mp4", submissions: 2,
          problem:
            "render-failed: Export failed, please try again later. The timeline is kept, and "
            + "exports cost no credits."),
      ])
    #expect(outcome.credits == [[50, 0]])
  }
}
