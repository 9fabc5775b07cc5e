public import NemoTime

/// A scenario and how far it has come.
struct StagedScenario: Sendable, Codable {
  let scenario: Scenario
  /// How many requests of each operation there were.
  private var counts: [String: Int] = [:]
  private var submittedRenders = 0
  /// Submitted, and going to fail.
  private var failingRenders: [String] = []

  init(_ scenario: Scenario) { self.scenario = scenario }

  /// Counts a request; whether it is one that is refused.
  mutating func refusal(of operation: PlannedRefusal.Operation) -> Refusal? {
    let number = counts[operation.rawValue, default: 0] + 1
    counts[operation.rawValue] = number
    return scenario.refusals.first { $0.applies(to: operation, number: number) }?.refusal
  }

  mutating func submitted(_ render: String) {
    submittedRenders += 1
    if scenario.failedRenders.contains(submittedRenders) { failingRenders.append(render) }
  }

  func fails(_ render: String) -> Bool { failingRenders.contains(render) }
}

extension World {
  /// A new world in which a scenario is played.
  public init(seed: UInt64, startingAt: WallTime, dialect: Dialect, scenario: Scenario) {
    self.init(seed: seed, startingAt: startingAt, dialect: dialect)
    staged = scenario == Scenario() ? nil : StagedScenario(scenario)
    for fault in scenario.faults { plan(fault) }
  }

  /// What is special about this world.
  public var scenario: Scenario { staged?.scenario ?? Scenario() }

  /// Counts a request that is about to be answered; its planned refusal, if it has one.
  mutating func plannedRefusal(of route: Route) -> Refusal? {
    guard let operation = route.operation else { return nil }
    return staged?.refusal(of: operation)
  }

  /// Row 18 of section 19: on a free plan the export itself is what is refused.
  func checkPlan(of account: Account) throws(Refusal) {
    let isOnFreePlan = account.isAnonymous && dialect.plan == .freeBlocked
    guard scenario.account.plan == .free || isOnFreePlan else { return }
    throw Refusal(.exportBlocked, "Export is not part of the free plan. Register or upgrade.")
  }

  /// Whether the next edit is silent by the scenario; nil leaves it to the seed.
  var plannedSilence: Bool? {
    switch scenario.silence {
    case .never: false
    case .always: true
    case .seeded: nil
    }
  }

  /// What becomes of a render whose file is there.
  func planned(_ facts: ArtefactFacts, of render: String) -> ArtefactFacts {
    guard staged?.fails(render) == true else { return facts }
    return .failed(reason: "The scenario of this world lets this render fail.")
  }
}
