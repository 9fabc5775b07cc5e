import Nemo
import NemoSimulator
import NemoTesting
import Testing

/// Dialect × journey: whatever the backend's form of speech, the user gets the same, but for what
/// ``DialectRule/table`` says and why.
@Suite struct DialectTableTests {
  /// Messages that the backend accepts in each journey: one for each that is sent and not refused.
  private static let runs: [String: Int] = [
    "quick-edit": 2, "batch": 3, "iterative": 5, "generation": 2, "cut-stream": 2,
    "failed-render": 2, "code-1001": 1, "code-1002": 1, "code-2001": 1, "code-4001": 0,
    "code-4002": 0, "code-402": 1, "code-429": 1, "code-503": 0,
  ]

  @Test(arguments: Journey.simulated)
  func `in every dialect a journey ends as the table says`(_ journey: Journey) async throws {
    let standard = try await journey.ending(in: .seed, over: InMemory())
    #expect(standard.runs == Self.runs[journey.name])
    for row in DialectRow.all {
      let ending = try await journey.ending(in: row.dialect, over: InMemory())
      Self.check(ending, standard.expected(of: journey, in: row), row)
    }
  }

  @Test(arguments: Journey.simulated)
  func `over a socket with libcurl a preset gives the same`(_ journey: Journey) async throws {
    let standard = try await journey.ending(in: .seed, over: InMemory())
    for row in DialectRow.presets {
      let ending = try await journey.ending(in: row.dialect, over: OverLoopback())
      Self.check(ending, standard.expected(of: journey, in: row), row)
    }
  }

  /// One cell.
  private static func check(
    _ ending: Journey.Ending, _ expected: Journey.Ending, _ row: DialectRow
  ) {
    let cell = "\(ending.journey) in \(row.name)"
    #expect(ending.outcome == expected.outcome, "\(cell)")
    #expect(ending.runs == expected.runs, "\(cell): no message is sent twice or lost")
    #expect(ending.written == expected.written, "\(cell): each export is there, and no part of one")
    #expect(ending.spoiled == [], "\(cell)")
    #expect(ending.contradictions == [], "\(cell): credits add up, and none stays frozen")
  }

  // MARK: The table itself

  @Test func `each value of each switch that is not its default has a row`() {
    let names = DialectRow.switches.map(\.name)
    #expect(Set(names).count == names.count)
    for one in DialectSwitch.all {
      let values = one.values.filter { $0 != one.defaultValue && !$0.contains("...") }
      for value in values { #expect(names.contains("\(one.name)=\(value)")) }
      #expect(names.contains { $0.hasPrefix("\(one.name)=") }, "\(one.name)")
    }
    #expect(Set(DialectRow.all.map(\.dialect)).count == DialectRow.all.count)
  }

  @Test func `each rule speaks of journeys and switches that exist, and says why`() {
    for rule in DialectRule.table {
      #expect(!rule.why.isEmpty && !rule.switches.isEmpty)
      let journeys = Journey.simulated.filter { rule.journeys.contains($0.name) }
      #expect(journeys.count == rule.journeys.count, "\(rule.switches)")
      for journey in journeys {
        #expect(
          DialectRow.all.contains { rule.applies(to: journey, in: $0) },
          "\(rule.switches) never applies to \(journey.name)")
      }
    }
  }

  @Test(arguments: Journey.simulated)
  func `each rule changes what is expected`(_ journey: Journey) async throws {
    let standard = try await journey.ending(in: .seed, over: InMemory())
    for rule in DialectRule.table
    where rule.journeys.contains(journey.name) && rule.switches.count == 1 {
      var changed = standard
      rule.change(&changed)
      #expect(changed != standard, "\(rule.switches)")
    }
  }
}
