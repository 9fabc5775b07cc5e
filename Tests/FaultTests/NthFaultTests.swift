import NemoSimulator
import Testing

/// The way SQLite is tested: let the N-th request fail in every way that there is for it, and raise N
/// until nothing fails.
@Suite struct NthFaultTests {
  /// A quick edit has fewer requests of one operation than this, however it goes.
  private static let limit = 40

  /// The size of a synthetic render.
  private static let videoBytes = 1_675

  /// `refused` and the rest of its family come before a request, and are counted all the same.
  static let cells: [(fault: String, operation: Fault.Operation)] = Fault.all.flatMap { fault in
    fault.operationsOfTheClient.map { (fault.name, $0) }
  }

  @Test(arguments: cells)
  func `whichever request fails, one run, one outcome for each step and no partial file`(
    _ fault: String, _ operation: Fault.Operation
  ) async throws {
    for number in 1...Self.limit {
      let planned = try PlannedFault(
        fault, of: operation, at: [number], settings: fault == "long-line" ? ["megabytes": 1] : [:])
      let outcome = try await FaultyTrip(faults: [planned]).run(.inMemory)
      check(outcome, "request \(number)")
      if outcome.fired == [0] { return }
    }
    Issue.record("\(fault) of \(operation.rawValue) never stopped to happen")
  }

  private func check(_ outcome: FaultyTrip.Outcome, _ request: Comment) {
    Promises.check(outcome, request)
    let isDelivered = outcome.told.contains("export ok")
    #expect(outcome.videoBytes == (isDelivered ? Self.videoBytes : nil), request)
    // One outcome for each step, and none after one without which there is no next.
    let steps = outcome.told.map { $0.prefix { $0 != " " } }
    let order = ["sign-in", "session", "upload", "edit", "timeline", "credits", "export"]
    #expect(steps.map(String.init) == Array(order.prefix(steps.count)), request)
    guard steps.count < order.count else { return }
    #expect(steps.count <= 3, request)
    #expect(outcome.told.last?.hasSuffix(" ok") == false, request)
  }
}
