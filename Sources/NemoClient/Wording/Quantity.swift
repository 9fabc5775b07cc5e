/// An amount in words.
package enum Quantity: Remark, Hashable {
  /// In its largest fitting unit, and a second at least: `30 seconds`, `5 分钟`.
  case duration(Duration)
  /// In decimal units, as file managers show them: `3.4 MB`, `120 字节`.
  case size(bytes: Int)

  package var english: String {
    switch self {
    case .duration(let duration):
      let time = Rounded(duration)
      return time.isOneSecond ? "1 second" : "\(time.count) \(time.unit)"
    case .size(let bytes): return bytes < 1_000 ? "\(bytes) bytes" : Self.largeSize(bytes)
    }
  }

  package var chinese: String {
    switch self {
    case .duration(let duration):
      let time = Rounded(duration)
      let unit =
        switch time.unit {
        case .seconds: "秒"
        case .minutes: "分钟"
        case .hours: "小时"
        case .days: "天"
        }
      return "\(time.count) \(unit)"
    case .size(let bytes): return bytes < 1_000 ? "\(bytes) 字节" : Self.largeSize(bytes)
    }
  }

  private static func largeSize(_ bytes: Int) -> String {
    if bytes < 1_000_000 { return "\(bytes / 1_000) kB" }
    return "\(bytes / 1_000_000).\(bytes % 1_000_000 / 100_000) MB"
  }
}

/// A duration in the largest unit of which it has two.
private struct Rounded {
  enum Unit: String, CustomStringConvertible {
    case seconds, minutes, hours, days

    var description: String { rawValue }
  }

  let count: Int64
  let unit: Unit

  init(_ duration: Duration) {
    let seconds = max(duration.components.seconds, 1)
    (count, unit) =
      switch seconds {
      case ..<120: (seconds, .seconds)
      case ..<7_200: ((seconds + 30) / 60, .minutes)
      case ..<172_800: ((seconds + 1_800) / 3_600, .hours)
      default: ((seconds + 43_200) / 86_400, .days)
      }
  }

  var isOneSecond: Bool { unit == .seconds && count == 1 }
}
