/// How fast simulated time goes.
public enum Pace: String, Sendable, Hashable, CaseIterable {
  /// As the service does: polls are 30 s apart, an edit takes its 10 to 30 s.
  case real
  /// Sixty times faster; encoders and disks take no simulated time.
  case fast
  /// No waiting at all: the clock jumps. The same seed gives the same run.
  case instant

  /// Simulated seconds per real second at the pace ``fast``.
  public static let fastFactor = 60.0
}
