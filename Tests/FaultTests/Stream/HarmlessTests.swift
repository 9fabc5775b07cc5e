import NemoSimulator
import Testing

/// Faults that no user notices, in dialects beside the default.
@Suite struct HarmlessTests {
  private static let names = FaultRow.stream.filter { row in
    row.once.isEmpty && row.settings.isEmpty
  }.map(\.fault)

  private static let dialects: [(name: String, dialect: Dialect)] = {
    var plain = Dialect.seed
    plain.frames = .plain
    var mixed = Dialect.seed
    mixed.frames = .mixed
    mixed.heartbeat = .every
    return [("adk", .adk), ("plain", plain), ("mixed", mixed)]
  }()

  @Test(arguments: names)
  func `the same is heard in every dialect`(_ name: String) async throws {
    for (dialectName, dialect) in Self.dialects {
      var trip = FaultyTrip(faults: [try PlannedFault(name)])
      trip.dialect = dialect
      let outcome = try await trip.run(.inMemory)
      #expect(outcome.summary == "", "\(dialectName)")
      #expect(outcome.texts == FaultyTrip.texts, "\(dialectName)")
    }
  }

  @Test func `a line of ten million bytes comes through the wire`() async throws {
    let outcome = try await FaultyTrip(faults: [PlannedFault("long-line")]).run(.onTheWire)
    #expect(outcome.summary == "")
    #expect(outcome.texts == FaultyTrip.texts)
  }
}
