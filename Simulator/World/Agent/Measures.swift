/// The figures of a clause: times, ratios, percentages and factors.
struct Measures: Sendable, Hashable {
  /// A number, with the unit that follows it.
  struct Number: Sendable, Hashable {
    var value: Double
    var unit: Unit?
    /// What stands between the number before and this one.
    var lead: String
    /// What follows the number, in lower case.
    var tail: String

    enum Unit: Sendable, Hashable { case seconds, minutes, percent, times, timestamp }

    /// Bare numbers are seconds.
    var milliseconds: Int {
      let seconds = unit == .minutes ? value * 60 : value
      return Int((min(86_400, max(0, seconds)) * 1_000).rounded())
    }

    var isTime: Bool { unit == nil || unit == .seconds || unit == .minutes || unit == .timestamp }
  }

  private(set) var numbers: [Number] = []
  private(set) var ratio: (width: Int, height: Int)?

  static func == (one: Measures, other: Measures) -> Bool { one.numbers == other.numbers }
  func hash(into hasher: inout Hasher) { hasher.combine(numbers) }

  init(_ clause: Clause) {
    var rest = Array(NumberWords.spelledOut(clause.text))[...]
    var lead = ""
    while let character = rest.first {
      guard character.isASCII, character.isNumber else {
        lead.append(rest.removeFirst())
        continue
      }
      let first = Self.takeNumber(&rest)
      if let pair = Self.takePair(first, &rest) {
        if Self.isRatio(pair) { ratio = (Int(pair.0) ?? 1, Int(pair.1) ?? 1) }
        numbers.append(timestamp(pair, lead, rest))
      } else {
        let unit = Self.unit(rest) ?? (lead.hasSuffix("百分之") ? .percent : nil)
        numbers.append(
          Number(value: Double(first) ?? 0, unit: unit, lead: lead, tail: String(rest.prefix(24))))
      }
      lead = ""
    }
  }

  var times: [Number] { numbers.filter(\.isTime) }

  /// 0...1
  var percentage: Double? {
    numbers.first { $0.unit == .percent }.map { min(1, max(0, $0.value / 100)) }
  }

  /// "from 2 to 5 seconds", "0:05-0:20", "从2秒到5秒".
  var range: (from: Int, to: Int)? {
    let times = times
    for (one, other) in zip(times, times.dropFirst()) {
      let between = other.lead.trimmed
      let isJoint =
        ["-", "–", "—", "~", "to", "until", "till", "through", "到", "至", "和", "与"].contains {
          joint in
          between == joint || between.hasSuffix(" \(joint)") || between.hasSuffix("秒\(joint)")
            || between.hasSuffix("秒 \(joint)") || between.hasSuffix("s \(joint)")
            || between.hasSuffix("s\(joint)") || between.hasSuffix("s \(joint) second")
            || between.hasSuffix("\(joint)第")
        } || between.hasSuffix("and")
      guard isJoint else { continue }
      var from = one
      if one.unit == nil, other.unit == .minutes { from.unit = .minutes }
      if from.milliseconds < other.milliseconds { return (from.milliseconds, other.milliseconds) }
    }
    return nil
  }

  // MARK: Scanning

  private static func takeNumber(_ rest: inout ArraySlice<Character>) -> String {
    var digits = ""
    while let character = rest.first {
      let isPoint =
        character == "." && !digits.contains(".")
        && (rest.dropFirst().first.map { $0.isASCII && $0.isNumber } ?? false)
      guard (character.isASCII && character.isNumber) || isPoint else { break }
      digits.append(rest.removeFirst())
    }
    return digits
  }

  /// The second half of "16:9", "16x9" or "0:05".
  private static func takePair(
    _ first: String, _ rest: inout ArraySlice<Character>
  ) -> (String, String)? {
    guard let mark = rest.first, ":：x比×".contains(mark),
      let next = rest.dropFirst().first, next.isASCII, next.isNumber
    else { return nil }
    rest.removeFirst()
    return (first, takeNumber(&rest))
  }

  private static func isRatio(_ pair: (String, String)) -> Bool {
    let known = ["16:9", "9:16", "1:1", "4:3", "3:4", "4:5", "5:4", "21:9", "3:2", "2:3"]
    return known.contains("\(pair.0):\(pair.1)")
  }

  private func timestamp(
    _ pair: (String, String), _ lead: String, _ rest: ArraySlice<Character>
  ) -> Number {
    let seconds = (Double(pair.0) ?? 0) * 60 + (Double(pair.1) ?? 0)
    return Number(value: seconds, unit: .timestamp, lead: lead, tail: String(rest.prefix(24)))
  }

  private static func unit(_ rest: ArraySlice<Character>) -> Number.Unit? {
    let tail = String(rest.prefix(12)).drop { $0 == " " || $0 == "-" }
    if tail.hasPrefix("%") || tail.hasPrefix("percent") { return .percent }
    if tail.hasPrefix("秒") || tail.hasPrefix("sec") { return .seconds }
    if tail.hasPrefix("分") || tail.hasPrefix("min") { return .minutes }
    if tail.hasPrefix("倍") || tail.hasPrefix("times") { return .times }
    let ends = !(tail.dropFirst().first?.isLetter ?? false)
    if tail.hasPrefix("x") || tail.hasPrefix("×") { return ends ? .times : nil }
    if tail.hasPrefix("s") { return ends ? .seconds : nil }
    if tail.hasPrefix("m") { return ends ? .minutes : nil }
    return nil
  }
}

/// Numbers in words become digits before anything is read.
enum NumberWords {
  private static let english: [(String, String)] = [
    ("one", "1"), ("two", "2"), ("three", "3"), ("four", "4"), ("five", "5"), ("six", "6"),
    ("seven", "7"), ("eight", "8"), ("nine", "9"), ("ten", "10"), ("fifteen", "15"),
    ("twenty", "20"), ("thirty", "30"), ("sixty", "60"),
  ]
  private static let chinese: [Character: Int] = [
    "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
  ]

  static func spelledOut(_ text: String) -> String {
    var output = ""
    var word = ""
    func flush() {
      output += english.first { $0.0 == word }?.1 ?? word
      word = ""
    }
    for character in text {
      if character.isASCII, character.isLetter {
        word.append(character)
      } else {
        flush()
        output.append(character)
      }
    }
    flush()
    return chineseDigits(output)
  }

  /// Up to 99, and only before a unit: 一 alone is mostly an article.
  private static func chineseDigits(_ text: String) -> String {
    var output = ""
    var rest = Array(text)[...]
    while let character = rest.first {
      let run = rest.prefix { chinese[$0] != nil || $0 == "十" }
      let after = rest.dropFirst(run.count).first
      if !run.isEmpty, run.count <= 3, let after, "秒分倍".contains(after) || isHalf(rest, run.count) {
        output += String(value(of: run))
        rest = rest.dropFirst(run.count)
      } else {
        output.append(character)
        rest.removeFirst()
      }
    }
    return output
  }

  private static func isHalf(_ rest: ArraySlice<Character>, _ count: Int) -> Bool {
    rest.dropFirst(count).prefix(2).elementsEqual("个半")
  }

  private static func value(of run: ArraySlice<Character>) -> Int {
    guard let ten = run.firstIndex(of: "十") else { return run.first.flatMap { chinese[$0] } ?? 0 }
    let tens = run[..<ten].last.flatMap { chinese[$0] } ?? 1
    let ones = run[run.index(after: ten)...].first.flatMap { chinese[$0] } ?? 0
    return tens * 10 + ones
  }
}
