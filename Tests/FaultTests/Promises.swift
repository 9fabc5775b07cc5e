import NemoSimulator
import Testing

/// What holds of every trip, whatever goes wrong on its way.
enum Promises {
  /// Promises 1, 2, 3, 5 and 6 of the architecture.
  static func check(_ outcome: FaultyTrip.Outcome, _ trip: Comment) {
    #expect(outcome.runs <= 1, trip)
    #expect(outcome.told.count == Set(outcome.told).count, trip)
    #expect(!outcome.sentences.contains { $0.contains("nmv_") || $0.contains("Bearer") }, trip)
    let isDelivered = outcome.told.contains("export ok")
    #expect(outcome.files == (isDelivered ? ["out.mp4"] : []), trip)
    #expect(outcome.broken == [], trip)
  }
}

extension Fault {
  /// Those of its operations that are steps of this project's client.
  var operationsOfTheClient: [Operation] {
    operations.filter { ![.claimToken, .cancelRender].contains($0) }
  }
}
