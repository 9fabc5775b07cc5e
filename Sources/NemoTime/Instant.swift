/// A point on a monotonic clock, as the time since that clock's origin.
///
/// Instants of different ``TimeSource``s are not comparable.
public struct Instant: InstantProtocol, Sendable, Codable {
  /// The time since the origin of the clock that this instant was read from.
  public var sinceOrigin: Duration

  public init(sinceOrigin: Duration) {
    self.sinceOrigin = sinceOrigin
  }

  /// The origin of every clock.
  public static let zero = Instant(sinceOrigin: .zero)

  public func advanced(by duration: Duration) -> Instant {
    Instant(sinceOrigin: sinceOrigin + duration)
  }

  public func duration(to other: Instant) -> Duration {
    other.sinceOrigin - sinceOrigin
  }

  public static func < (one: Instant, other: Instant) -> Bool {
    one.sinceOrigin < other.sinceOrigin
  }
}

extension Duration {
  /// The duration in whole milliseconds, rounded towards zero.
  package var wholeMilliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }

  /// The duration in seconds.
  package var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
