import NemoTime

/// The faults of a world, and how far each has come.
struct StagedFaults: Sendable, Codable {
  private(set) var plans: [Plan] = []

  struct Plan: Sendable, Codable {
    let planned: PlannedFault
    /// How many requests it could have disturbed.
    var matches = 0
    /// How often it did.
    var fired = 0
    /// The exchange in which it did last: a fault of several effects counts once for each.
    var lastExchange: ExchangeID?
    /// Chance of its own, so that another fault does not change when this one happens.
    var chance: SeededGenerator
  }

  /// - Parameter seed: the world's.
  mutating func add(_ fault: PlannedFault, seed: UInt64) {
    let stream = "fault \(plans.count) \(fault.fault)"
    plans.append(Plan(planned: fault, chance: SeededGenerator(seed: seed, stream: stream)))
  }

  /// Counts a request; the indices of the plans that it meets.
  mutating func meet(_ operation: Fault.Operation, secondsSinceStart: Int) -> [Int] {
    plans.indices.filter { plans[$0].meets(operation, secondsSinceStart: secondsSinceStart) }
  }

  func planned(_ index: Int) -> PlannedFault? {
    plans.indices.contains(index) ? plans[index].planned : nil
  }

  /// Returns whether this is the first effect in that exchange.
  mutating func fire(_ index: Int, in exchange: ExchangeID) -> Bool {
    guard plans.indices.contains(index), plans[index].lastExchange != exchange else { return false }
    plans[index].lastExchange = exchange
    plans[index].fired += 1
    return true
  }

  mutating func withChance(of index: Int, _ body: (inout SeededGenerator) -> Void) {
    guard plans.indices.contains(index) else { return }
    body(&plans[index].chance)
  }
}

extension StagedFaults.Plan {
  fileprivate mutating func meets(_ operation: Fault.Operation, secondsSinceStart: Int) -> Bool {
    guard planned.isAbout(operation) else { return false }
    if let seconds = planned.seconds, !seconds.contains(secondsSinceStart) { return false }
    matches += 1
    if let numbers = planned.numbers, !numbers.contains(matches) { return false }
    guard let percent = planned.percent else { return true }
    return Int.random(in: 0..<100, using: &chance) < percent
  }
}

/// What became of a planned fault.
public struct FaultReport: Sendable, Hashable, Codable {
  public var planned: PlannedFault
  /// How many requests it could have disturbed.
  public var matches: Int
  /// How many it did disturb.
  public var fired: Int
}
