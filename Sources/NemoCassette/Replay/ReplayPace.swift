/// How fast a tape is played.
public enum ReplayPace: Sendable, Hashable {
  /// Everything at once.
  case instant
  /// With the recorded pauses, on the replayer's clock.
  case recorded
  /// With the recorded pauses, so many times as fast; greater than zero.
  case times(Double)

  /// The recorded offset as it is waited for; nil for no wait at all.
  func scaled(_ offset: Duration) -> Duration? {
    switch self {
    case .instant: nil
    case .recorded: offset
    case .times(let factor): factor > 0 ? offset / factor : nil
    }
  }
}
