/// How fast simulated time goes.
public enum Pace: String, Sendable, Hashable, CaseIterable {
  /// As on a clock: polls are 30 s apart, an edit takes its 10 to 30 s.
  case real
  /// A simulated minute takes a second; encoders and disks take no simulated time.
  case fast
  /// Nothing is waited for: the clock jumps.
  case instant

  /// Simulated seconds per real second at the pace ``fast``.
  public static let fastFactor = 60.0

  /// For people, after the name.
  public var explanation: String {
    switch self {
    case .real: "as long as the real service takes"
    case .fast: "a simulated minute takes a second"
    case .instant: "nothing is waited for"
    }
  }
}
