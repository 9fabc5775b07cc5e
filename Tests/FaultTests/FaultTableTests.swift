import NemoSimulator
import Testing

/// Fault × operation: each fires, and has the one outcome that its table allows.
@Suite struct FaultTableTests {
  @Test func `every cell of fault and operation has a row`() {
    let cells = Fault.all.flatMap { fault in
      fault.operationsOfTheClient.map { "\(fault.name) of \($0.rawValue)" }
    }
    let rows = FaultRow.all.map(\.cell)
    #expect(Set(cells).subtracting(rows).sorted() == [])
    #expect(Set(rows).subtracting(cells).sorted() == [])
    #expect(Set(FaultRow.all.map(\.testDescription)).count == FaultRow.all.count)
  }

  @Test(arguments: FaultRow.all)
  func `a fault that happens once has the outcome of the table`(_ row: FaultRow) async throws {
    try await check(row, at: [row.number], row.once)
  }

  @Test(arguments: FaultRow.all)
  func `a fault that stays has the outcome of the table`(_ row: FaultRow) async throws {
    try await check(row, at: nil, row.always)
  }

  private func check(_ row: FaultRow, at numbers: [Int]?, _ allowed: String) async throws {
    let fault = try PlannedFault(
      row.fault, of: row.operation, at: numbers, settings: row.settings)
    let first = try row.besides.map { try PlannedFault($0, of: row.operation, at: [1]) }
    let trip = FaultyTrip(faults: [first, fault].compactMap(\.self))
    let inMemory = try await trip.run(.inMemory)
    check(inMemory, allowed, "in memory")
    if allowed.isEmpty, Fault.named(row.fault)?.family == .stream {
      #expect(inMemory.texts == FaultyTrip.texts)
    }
    guard row.isOnWire else { return }
    let onTheWire = try await trip.run(.onTheWire)
    check(onTheWire, allowed, "on the wire")
    #expect(onTheWire.runs == inMemory.runs)
    #expect(onTheWire.texts == inMemory.texts)
    #expect(onTheWire.videoBytes == inMemory.videoBytes)
  }

  private func check(_ outcome: FaultyTrip.Outcome, _ allowed: String, _ way: Comment) {
    #expect(outcome.fired.allSatisfy { $0 > 0 }, "\(way): the fault fired")
    #expect(outcome.summary == allowed, way)
    Promises.check(outcome, way)
  }
}
