/// Round times along a timeline.
public struct TimelineRuler: Sendable, Hashable {
  public var ticks: [Tick]

  /// A time and how it is written: `5s`, `0.5s`, `1:30`, `1:00:00`.
  public struct Tick: Sendable, Hashable {
    public var milliseconds: Int64
    public var label: String
  }

  private static let second: Int64 = 1_000
  private static let minute: Int64 = 60_000
  private static let hour: Int64 = 3_600_000

  /// - Parameters:
  ///   - durationMilliseconds: the length of the timeline.
  ///   - maximum: how many steps there may be; at least one is made.
  public init(durationMilliseconds: Int64, atMost maximum: Int) {
    let step = Self.step(max(durationMilliseconds, 0), max(maximum, 1))
    let isShort = durationMilliseconds < Self.minute
    ticks = stride(from: 0, through: max(durationMilliseconds, 0), by: Int(step)).map {
      Tick(milliseconds: $0, label: isShort ? Self.seconds($0) : Self.clock($0))
    }
  }

  /// The smallest round step that makes no more steps than asked for.
  private static func step(_ duration: Int64, _ maximum: Int) -> Int64 {
    let round =
      [100, 200, 500].map(Int64.init)
      + [1, 2, 5, 10, 15, 30].map { $0 * second } + [1, 2, 5, 10, 15, 30].map { $0 * minute }
    let steps = Int64(maximum)
    if let step = round.first(where: { duration / $0 <= steps }) { return step }
    var scale = hour
    while true {
      for factor: Int64 in [1, 2, 5] where duration / (scale * factor) <= steps {
        return scale * factor
      }
      // The longest time is bounded, so that this ends long before it overflows.
      scale *= 10
    }
  }

  private static func seconds(_ milliseconds: Int64) -> String {
    let tenths = milliseconds / 100
    return tenths % 10 == 0 ? "\(tenths / 10)s" : "\(tenths / 10).\(tenths % 10)s"
  }

  private static func clock(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / second
    let tail = two(seconds % 60)
    guard seconds >= 3_600 else { return "\(seconds / 60):\(tail)" }
    return "\(seconds / 3_600):\(two(seconds / 60 % 60)):\(tail)"
  }

  private static func two(_ number: Int64) -> String {
    number < 10 ? "0\(number)" : "\(number)"
  }
}
