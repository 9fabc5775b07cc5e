public import NemoTime
import SimulatorService

/// How fast simulated time passes in a process of its own.
public enum SimulatorPace: String, Sendable, CaseIterable {
  /// As on a clock.
  case real
  /// A simulated minute takes a second; what cannot be hurried takes no simulated time.
  case fast
  /// Whatever is waited for has happened when the next request is answered.
  case instant

  /// Simulated seconds per second at pace `fast`.
  public static let fastFactor = 60.0

  public func makeTime() -> any TimeSource {
    switch self {
    case .real: RealTime()
    case .fast: PacedTime(factor: Self.fastFactor)
    case .instant: JumpingTime(startingAt: RealTime().wall)
    }
  }

  /// For people, after the name.
  public var explanation: String {
    switch self {
    case .real: "as long as the real service takes"
    case .fast: "a simulated minute takes a second"
    case .instant: "nothing is waited for"
    }
  }
}
