import Foundation
import NemoCassette
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
  /// What is not recorded here is only brought into the form that is written today, by
  /// `NEMO_CASSETTES=record`.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["NEMO_CASSETTES"] == "record"))
  func `tapes of other origins are written in today's form`() throws {
    let names = Journey.handwritten.map(\.name) + ADKConversation.all.map(\.name)
    for name in names {
      try Cassette(named: name, in: Journey.cassettes).format()
    }
  }

  @Test func `400: the client makes a new client id and signs in once more`() async throws {
    let outcome = try await Journey.missingClientID.replay()
    #expect(outcome.credits == [[100, 0]])
  }
}
