extension Fault {
  /// Breaks promise 6 of the world on purpose: `World.intendedBreaches` tells of it.
  static let frozenCredits = Fault(
    "frozen-credits", .rest, [.message],
    effect: "what the run costs stays frozen when it is over, and is never released",
    remedy: "tells what can be spent, which is `available` alone"
  ) { _ in [.run { $0.keepsCreditsFrozen = true }] }
}
