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

  /// Counts a request; which one of its operation it is.
  mutating func count(_ operation: PlannedRefusal.Operation) -> Int {
    let number = count(of: operation) + 1
    counts[operation.rawValue] = number
    return number
  }

  /// How many requests of an operation were counted.
  func count(of operation: PlannedRefusal.Operation) -> Int { counts[operation.rawValue] ?? 0 }

  func refusal(of operation: PlannedRefusal.Operation, number: Int) -> Refusal? {
    scenario.refusals.first { $0.applies(to: operation, number: number) }?.refusal
  }

  func answer(
    to operation: PlannedRefusal.Operation, number: Int, saying text: String?
  ) -> PlannedAnswer.Content? {
    scenario.answers.first { $0.applies(to: operation, number: number, saying: text) }?.content
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

  /// What accounts of this world have. Asked for at every request.
  var accountTerms: Scenario.AccountTerms { staged?.scenario.account ?? Scenario.AccountTerms() }

  /// Counts a request that is about to be answered, and refuses it where that is planned.
  mutating func count(_ request: inout OpenExchange.Request) {
    guard request.refusal == nil, let operation = request.route.operation else { return }
    guard let number = staged?.count(operation) else { return }
    request.number = number
    request.refusal = staged?.refusal(of: operation, number: number)
  }

  /// The answer that the scenario plans for a counted request; nil for none.
  func plannedAnswer(
    to request: OpenExchange.Request, saying text: String? = nil
  ) -> PlannedAnswer.Content? {
    guard let operation = request.route.operation, let number = request.number else { return nil }
    return staged?.answer(to: operation, number: number, saying: text)
  }

  /// Row 18 of section 19: on a free plan the export itself is what is refused.
  func checkPlan(of account: Account) throws(Refusal) {
    let isOnFreePlan = account.isAnonymous && dialect.plan == .freeBlocked
    guard accountTerms.plan == .free || isOnFreePlan else { return }
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
