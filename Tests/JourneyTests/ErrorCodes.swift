import NemoClient
import Testing

/// Each code of contract section 6.2 in a journey of its own, brought about as a user could, and
/// what the client makes of it. 400 can't be had from the simulator: the client never leaves the
/// id away, so its tape is written by hand (``HandwrittenTests``).
extension Journey {
  static let errorCodes: [Journey] = [
    tokenExpired, sessionLost, outOfCredits, unsupportedFile, tooLargeFile, exportBlocked,
    rateLimited, backendTrouble,
  ]

  static let tokenExpired = Journey(
    "code-1001", note: "The token expires during a turn: the client signs in again and goes on."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en")
    try await trip.upload("clip.mp4", to: session)
    await trip.say("crop to 1:1, simulate expired token", to: session)
    try await trip.look(at: session)
  }

  static let sessionLost = Journey(
    "code-1002", note: "The backend has lost the session: a new one takes its place."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en")
    await trip.say("simulate 1002", to: session)
    try await trip.upload("clip.mp4", to: session)
    await trip.say("crop to 1:1, simulate silent", to: session)
    try await trip.look(at: session)
  }

  static let outOfCredits = Journey(
    "code-2001",
    note: "The first clip costs all credits of an anonymous account; the second is refused."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en")
    await trip.say("generate a 5 second video of a lake", to: session)
    await trip.say("generate a 5 second video of a forest", to: session)
    try await trip.look(at: session)
  }

  static let unsupportedFile = Journey(
    "code-4001", note: "A file of a type that is not taken, then one that is."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en")
    try await trip.upload("unsupported.mp4", to: session)
    try await trip.upload("clip.mp4", to: session)
  }

  static let tooLargeFile = Journey(
    "code-4002", note: "A file above the size limit, then one below it."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en")
    try await trip.upload("too-large.mp4", to: session)
    try await trip.upload("clip.mp4", to: session)
  }

  static let exportBlocked = Journey(
    "code-402",
    note: "An export is blocked by the plan, which is not about credits; the next is not."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en")
    try await trip.upload("clip.mp4", to: session)
    await trip.say("crop to 1:1, simulate silent, simulate blocked export", to: session)
    try await trip.export(session, to: "blocked.mp4")
    try await trip.export(session, to: "free.mp4")
    try await trip.look(at: session)
  }

  static let rateLimited = Journey(
    "code-429",
    note: "A message is refused as too many and accepted 30 s later; another is refused twice."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en")
    try await trip.upload("clip.mp4", to: session)
    await trip.say("crop to 1:1, simulate silent, simulate busy", to: session)
    await trip.say("simulate 429", to: session)
    try await trip.look(at: session)
  }

  static let backendTrouble = Journey(
    "code-503", note: "A gateway answers in the backend's place: state shows that nothing was done."
  ) { trip in
    let session = try await trip.nemo.newSession(language: "en")
    await trip.say("simulate 503", to: session)
    try await trip.look(at: session)
  }
}

@Suite struct ErrorCodeTests {
  @Test func `1001: an expired token is replaced in the middle of a turn`() async throws {
    let outcome = try await Journey.tokenExpired.inMemory()
    #expect(
      outcome.turns == [
        Trip.Turn(
          heard: ["Cropped to 1:1 (1080x1080). Your clip is ready."],
          changes: ["Video added: clip.mp4 (0-3s)", "Video cropped to 1080x1080"], end: "text")
      ])
    // A client that returns keeps its account, which is topped up to 100 (section 21.1, assumed).
    #expect(outcome.credits == [[100, 0]])
  }

  @Test func `1002: a lost session is replaced, and nothing of the message ran`() async throws {
    let outcome = try await Journey.sessionLost.inMemory()
    #expect(
      outcome.turns == [
        Trip.Turn(
          heard: ["[session replaced]"], changes: [], end: "session-lost",
          problem:
            "The backend no longer had this project, so a new one was opened. "
            + "The old one's uploads and timeline are lost. The edit was not run and cost nothing: "
            + "upload the files again, then ask for it again.",
          wasSent: false),
        Trip.Turn(
          heard: [], changes: ["Video added: clip.mp4 (0-3s)", "Video cropped to 1080x1080"],
          end: "changed"),
      ])
    #expect(outcome.credits == [[50, 0]])
  }

  @Test func `2001: the user is told where to register`() async throws {
    let outcome = try await Journey.outOfCredits.inMemory()
    #expect(outcome.turns.map(\.end) == ["text", "out-of-credits"])
    #expect(
      outcome.turns.last
        == Trip.Turn(
          heard: [], changes: [], end: "out-of-credits",
          problem:
            "The free credits are used up, so the edit was not run. The project is kept. "
            + "Register to get 100 more and keep your projects: "
            + "https://nemovideo.com/register?bind=<id>", wasSent: false))
    #expect(outcome.credits == [[0, 0]])
  }

  @Test func `4001 and 4002: a refused file does not spoil the session`() async throws {
    let unsupported = try await Journey.unsupportedFile.inMemory()
    #expect(
      unsupported.uploads == [
        "unsupported-file: unsupported.mp4 was not uploaded: its type is not accepted. "
          + "Use one of mp4, mov, avi, webm, mkv, jpg, png, gif, webp, mp3, wav, m4a and aac.",
        "clip.mp4",
      ])
    let tooLarge = try await Journey.tooLargeFile.inMemory()
    #expect(
      tooLarge.uploads == [
        "file-too-large: too-large.mp4 was not uploaded: it is too large for the backend, which "
          + "usually takes up to 500 MB. Compress or trim it first.",
        "clip.mp4",
      ])
  }

  @Test func `402: a blocked export is told as such and is not retried`() async throws {
    let outcome = try await Journey.exportBlocked.inMemory()
    #expect(
      outcome.exports == [
        Trip.Export(
          path: "blocked.mp4", submissions: 1,
          problem:
            "export-blocked: This account's plan does not include exports; the timeline is kept. "
            + "Register to unlock export: https://nemovideo.com/register?bind=<id>"),
        Trip.Export(path: "free.mp4", submissions: 1, sizeBytes: 1_675),
      ])
    #expect(outcome.credits == [[50, 0]])
  }

  @Test func `429: the client waits 30 s and asks once more`() async throws {
    let outcome = try await Journey.rateLimited.inMemory()
    #expect(
      outcome.turns == [
        Trip.Turn(
          heard: ["[waiting 30 s]"],
          changes: ["Video added: clip.mp4 (0-3s)", "Video cropped to 1080x1080"], end: "changed"),
        Trip.Turn(
          heard: ["[waiting 30 s]"], changes: [], end: "rate-limited",
          problem: "The backend is busy, also after a pause. The edit was not run and cost "
            + "nothing. Wait 30 seconds and try again.", wasSent: false),
      ])
    #expect(outcome.credits == [[50, 0]])
  }

  @Test func `503: the message is not sent again, and state is read five times`() async throws {
    let outcome = try await Journey.backendTrouble.inMemory()
    #expect(
      outcome.turns == [
        Trip.Turn(
          heard: ["[recovering]", "[still working]"], changes: [], end: "backend-trouble",
          problem:
            "The backend has a problem of its own. The timeline has not changed for 5 minutes. "
            + "The edit may still be running: look at the timeline before you ask for it again.",
          wasSent: true)
      ])
    #expect(outcome.credits == [[100, 0]])
  }
}
