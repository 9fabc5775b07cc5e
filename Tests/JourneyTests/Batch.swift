import NemoClient
import Testing

extension Journey {
  /// Several files in one session (contract section 8): every message begins with the file that it
  /// is about, and every edit is exported.
  static let batch = Journey(
    "batch", note: "Three files in one session: each message names its file, and each is exported."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en", name: "batch")
    let files = ["walkthrough.mp4", "clip.mp4", "outro.mp4"]
    for file in files { try await trip.upload(file, to: session) }
    for file in files {
      await trip.say("\(file): keep the first 2 seconds", to: session)
      try await trip.export(session, to: "short-\(file)")
    }
    try await trip.lookAtCredits()
  }
}

@Suite struct BatchTests {
  @Test func `every message starts the draft of its own file, and every file is exported`()
    async throws
  {
    let outcome = try await Journey.batch.inMemory()
    #expect(outcome.uploads == ["walkthrough.mp4", "clip.mp4", "outro.mp4"])
    #expect(
      outcome.turns.map(\.changes) == [
        ["Video added: walkthrough.mp4 (0-2s)"],
        ["Video cropped to 1280x720", "Video changed from walkthrough.mp4 to clip.mp4"],
        ["Video changed from clip.mp4 to outro.mp4"],
      ])
    #expect(
      outcome.exports.map(\.path) == [
        "short-walkthrough.mp4", "short-clip.mp4", "short-outro.mp4",
      ])
    #expect(outcome.exports.allSatisfy { $0.sizeBytes == 1_675 && $0.submissions == 1 })
    // The session's editing is paid once (contract section 4).
    #expect(outcome.credits == [[50, 0]])
  }
}
