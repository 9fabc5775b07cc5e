import NemoClient
import Testing

/// What the simulator can't honestly give, because our client never asks for it.
extension Journey {
  static let handwritten: [Journey] = [missingClientID]

  static let missingClientID = Journey(
    "code-400",
    note:
      "Written by hand: a sign-in is refused for want of a client id and repeated with a new one."
  ) { trip in try await trip.lookAtCredits() }
}

@Suite struct HandwrittenTests {
  @Test func `400: the client makes a new client id and signs in once more`() async throws {
    let outcome = try await Journey.missingClientID.replay()
    #expect(outcome.credits == [[100, 0]])
  }
}
