import NemoSimulator

extension SimulatedService {
  /// What the world's scenario expects and does not find now, in sentences; none when all is as
  /// expected, or nothing is expected. Safe to repeat.
  public func unmetExpectations() -> [String] {
    var world = world
    _ = world.settle(until: now)
    return world.unmetExpectations()
  }
}
