import NemoSimulator

/// Times and counts.
extension YAMLNode {
  /// How many requests one key may number.
  static let numberLimit = 1_000

  /// A time such as `1.5s`, `200ms`, `2m` or `1h`; `0` needs no unit.
  func duration(in range: ClosedRange<Duration>) throws(ScenarioFileError) -> Duration {
    let text = try scalar("A time")
    guard let time = Self.duration(text) else {
      throw error(.wrongType, "A time is expected, such as 1.5s, 200ms or 2m, not \(kind).")
    }
    guard range.contains(time) else {
      throw error(.outOfRange, "\(text) is too short or too long.")
    }
    return time
  }

  /// The same in whole seconds.
  func wholeSeconds(in range: ClosedRange<Int>) throws(ScenarioFileError) -> Int {
    let limits = Duration.seconds(range.lowerBound)...Duration.seconds(range.upperBound)
    let parts = try duration(in: limits).components
    guard parts.attoseconds == 0 else { throw error(.outOfRange, "Whole seconds are expected.") }
    return Int(parts.seconds)
  }

  /// A count: `3`, `1...3`, or `1...` for no upper limit.
  func count() throws(ScenarioFileError) -> Expectations.Count {
    try range("A number or a range such as 1...3") { Self.isInteger($0) ? Int($0) : nil }
  }

  /// A length in milliseconds: `3s`, `2.9s...3.1s`, or `1s...`.
  func milliseconds() throws(ScenarioFileError) -> Expectations.Count {
    try range("A time or a range such as 2s...3s") { text in
      Self.duration(text).map {
        Int($0.components.seconds) * 1_000 + Int($0.components.attoseconds / 1_000_000_000_000_000)
      }
    }
  }

  /// A length of time after the world's beginning in whole seconds: `10s...2m`, or `10s...`.
  func secondsRange() throws(ScenarioFileError) -> ClosedRange<Int> {
    let range = try milliseconds()
    let upper = range.upperBound == .max ? Int.max : range.upperBound / 1_000
    guard range.lowerBound % 1_000 == 0, range.upperBound == .max || range.upperBound % 1_000 == 0
    else { throw error(.outOfRange, "Whole seconds are expected.") }
    return range.lowerBound / 1_000...upper
  }

  /// Numbers from 1: `2`, `1...3`, or a list of them; nil for `every`.
  func numbers() throws(ScenarioFileError) -> [Int]? {
    if case .scalar("every", _) = content { return nil }
    guard case .list(let values) = content else { return try numbersOfOne() }
    var numbers: [Int] = []
    for value in values {
      numbers += try value.numbersOfOne()
      guard numbers.count <= Self.numberLimit else { throw tooManyNumbers }
    }
    guard !numbers.isEmpty else { throw error(.outOfRange, "The list is empty. Name a number.") }
    return numbers
  }

  private func numbersOfOne() throws(ScenarioFileError) -> [Int] {
    let range = try count()
    guard range.lowerBound >= 1, range.upperBound <= 100_000 else {
      throw error(.outOfRange, "Numbers count from 1 to 100000.")
    }
    guard range.count <= Self.numberLimit else { throw tooManyNumbers }
    return Array(range)
  }

  private var tooManyNumbers: ScenarioFileError {
    error(.tooManyValues, "More than \(Self.numberLimit) numbers. Say every, or leave it out.")
  }

  private func range(
    _ expected: String, _ read: (Substring) -> Int?
  ) throws(ScenarioFileError) -> ClosedRange<Int> {
    let text = try scalar(expected)
    let bounds = Self.bounds(text)
    guard let lower = read(bounds.lower), lower >= 0,
      let upper = bounds.upper.map({ $0.isEmpty ? Int.max : read($0) }) ?? lower
    else { throw error(.wrongType, "\(expected) is expected, not \(kind).") }
    guard lower <= upper else {
      throw error(.outOfRange, "The range \(text) ends before it begins.")
    }
    return lower...upper
  }

  private static func bounds(_ text: String) -> (lower: Substring, upper: Substring?) {
    guard let dots = text.firstRange(of: "...") else { return (Substring(text), nil) }
    return (text[..<dots.lowerBound], text[dots.upperBound...])
  }

  private static func isInteger(_ text: Substring) -> Bool { isInteger(String(text)) }

  private static func duration(_ text: some StringProtocol) -> Duration? {
    if text == "0" { return .zero }
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(number), value < 1e9, number.first != "." else { return nil }
    switch text[number.endIndex...] {
    case "ms": return .milliseconds(Int64(value.rounded()))
    case "s": return .milliseconds(Int64((value * 1_000).rounded()))
    case "m": return .milliseconds(Int64((value * 60_000).rounded()))
    case "h": return .milliseconds(Int64((value * 3_600_000).rounded()))
    default: return nil
    }
  }
}
