/// When the head and the end of an answer came, since the request was sent.
///
/// HAR 1.2 counts in milliseconds, with fractions in practice, and says -1 for what it does not
/// know. `time` is the sum of the phases; tools differ in whether `ssl` counts into `connect`, so
/// the head is `time` less `receive` where both are there.
struct HARTimes {
  private(set) var head: Duration
  private(set) var end: Duration

  /// Longer exchanges than a month are mistakes.
  private static let limitMilliseconds = 31.0 * 86_400_000
  private static let beforeHead = ["blocked", "dns", "connect", "send", "wait"]

  init(_ entry: HAREntry) {
    let timings = entry["timings"]
    func known(_ node: JSONNode?) -> Double? {
      entry.number(node).flatMap { $0 >= 0 ? min($0, Self.limitMilliseconds) : nil }
    }
    let phases = Self.beforeHead.compactMap { known(timings?[$0]) }.reduce(0, +)
    let receive = known(timings?["receive"])
    let total = known(entry["time"])
    let end = max(total ?? 0, total == nil ? phases + (receive ?? 0) : 0)
    let head = total == nil || receive == nil ? min(phases, end) : max(0, end - (receive ?? 0))
    self.head = Self.duration(head)
    self.end = max(Self.duration(end), self.head)
  }

  private static func duration(_ milliseconds: Double) -> Duration {
    .microseconds(Int64((min(milliseconds, limitMilliseconds) * 1_000).rounded()))
  }
}
