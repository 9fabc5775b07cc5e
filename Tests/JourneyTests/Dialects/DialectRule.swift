/// One reason for which a journey ends otherwise in a dialect than by default.
struct DialectRule: Sendable {
  /// `SWITCH=VALUE`; it applies where all of them hold.
  var switches: [String]
  /// The journeys that it is about, by name.
  var journeys: [String]
  /// Why another outcome is right, with its source.
  var why: String
  var change: @Sendable (inout Journey.Ending) -> Void

  init(
    _ switches: String..., in journeys: [String], because why: String,
    _ change: @escaping @Sendable (inout Journey.Ending) -> Void
  ) {
    self.switches = switches
    self.journeys = journeys
    self.why = why
    self.change = change
  }

  /// The same for each journey that has a row of figures or words of its own.
  init<Value: Sendable>(
    _ switches: String..., for table: KeyValuePairs<String, Value>, because why: String,
    _ change: @escaping @Sendable (inout Journey.Ending, Value) -> Void
  ) {
    let rows = table.map { (journey: $0.key, value: $0.value) }
    self.switches = switches
    journeys = rows.map(\.journey)
    self.why = why
    self.change = { ending in
      guard let row = rows.first(where: { $0.journey == ending.journey }) else { return }
      change(&ending, row.value)
    }
  }

  func applies(to journey: Journey, in row: DialectRow) -> Bool {
    journeys.contains(journey.name) && switches.allSatisfy(row.says)
  }
}

extension Journey.Ending {
  /// What is right for this journey in that dialect, where this is what is right by default.
  func expected(of journey: Journey, in row: DialectRow) -> Self {
    var expected = self
    for rule in DialectRule.table where rule.applies(to: journey, in: row) {
      rule.change(&expected)
    }
    return expected
  }
}
