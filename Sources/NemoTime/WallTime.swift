#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A point in calendar time, as the time since 1970-01-01T00:00:00Z.
///
/// Used for what outlives a process: token expiry, recorded dates, a simulated world's clock.
public struct WallTime: Hashable, Comparable, Sendable, Codable {
  /// The time since the Unix epoch.
  public var sinceEpoch: Duration

  public init(sinceEpoch: Duration) {
    self.sinceEpoch = sinceEpoch
  }

  public init(millisecondsSinceEpoch milliseconds: Int64) {
    self.sinceEpoch = .milliseconds(milliseconds)
  }

  /// Whole milliseconds since the Unix epoch.
  public var millisecondsSinceEpoch: Int64 { sinceEpoch.wholeMilliseconds }

  /// Reads an ISO 8601 date such as `2030-01-08T00:00:00Z`, with or without a fraction.
  public init?(iso8601 text: String) {
    let whole = Date.ISO8601FormatStyle()
    let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    guard let date = (try? whole.parse(text)) ?? (try? fractional.parse(text)) else { return nil }
    self.init(millisecondsSinceEpoch: Int64((date.timeIntervalSince1970 * 1_000).rounded()))
  }

  /// The ISO 8601 form in UTC with whole seconds, such as `2030-01-08T00:00:00Z`.
  public var iso8601: String {
    Date(timeIntervalSince1970: Double(sinceEpoch.components.seconds)).formatted(.iso8601)
  }

  public static func + (time: WallTime, duration: Duration) -> WallTime {
    WallTime(sinceEpoch: time.sinceEpoch + duration)
  }

  public static func - (one: WallTime, other: WallTime) -> Duration {
    one.sinceEpoch - other.sinceEpoch
  }

  public static func < (one: WallTime, other: WallTime) -> Bool {
    one.sinceEpoch < other.sinceEpoch
  }
}
