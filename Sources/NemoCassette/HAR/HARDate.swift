/// The dates of archives: ISO 8601 with any fraction and any zone.
enum HARDate {
  /// Microseconds since 1970; nil for what is no date of the years 1970 to 9999.
  ///
  /// Without a zone the date is taken as UTC.
  static func microseconds(_ text: String) -> Int64? {
    var reader = Reader(rest: Array(text.utf8)[...])
    guard let year = reader.number(4), reader.take("-"), let month = reader.number(2),
      reader.take("-"), let day = reader.number(2), reader.take("T", "t", " "),
      let hour = reader.number(2), reader.take(":"), let minute = reader.number(2)
    else { return nil }
    let second = reader.take(":") ? reader.number(2) : 0
    let fraction = reader.take(".", ",") ? reader.microseconds() : 0
    guard let second, let fraction, let zone = reader.zoneMinutes(), reader.rest.isEmpty,
      (1970...9999).contains(year), (1...12).contains(month), (1...31).contains(day), hour < 24,
      minute < 60, second <= 60
    else { return nil }
    let minutes = (days(year, month, day) * 24 + hour) * 60 + minute - zone
    let seconds = minutes * 60 + second
    // A zone or a leap second may lead out of the years.
    return secondsLimits.contains(seconds) ? Int64(seconds) * 1_000_000 + Int64(fraction) : nil
  }

  /// From 1970 to 9999.
  private static let secondsLimits = 0...253_402_300_799

  /// Days since 1970-01-01 in the Gregorian calendar; years are counted from March, so that the
  /// leap day comes last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month < 3 ? year - 1 : year
    let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }

  private struct Reader {
    var rest: ArraySlice<UInt8>

    mutating func take(_ characters: Unicode.Scalar...) -> Bool {
      guard let byte = rest.first, characters.contains(Unicode.Scalar(byte)) else { return false }
      rest = rest.dropFirst()
      return true
    }

    mutating func number(_ count: Int) -> Int? {
      let digits = rest.prefix(count)
      guard digits.count == count, digits.allSatisfy(JSONBytes.isDigit) else { return nil }
      rest = rest.dropFirst(count)
      return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// A fraction of a second; what is finer is dropped.
    mutating func microseconds() -> Int? {
      let digits = rest.prefix { JSONBytes.isDigit($0) }
      guard !digits.isEmpty else { return nil }
      rest = rest.dropFirst(digits.count)
      let six = Array(digits.prefix(6)) + Array(repeating: UInt8(ascii: "0"), count: 6)
      return six.prefix(6).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// `Z`, `+02:00`, `-0730`, `+01`, or nothing.
    mutating func zoneMinutes() -> Int? {
      if rest.isEmpty || take("Z", "z") { return 0 }
      let sign = rest.first == UInt8(ascii: "-") ? -1 : 1
      guard take("+", "-"), let hours = number(2), hours < 24 else { return nil }
      if rest.isEmpty { return sign * hours * 60 }
      _ = take(":")
      guard let minutes = number(2), minutes < 60 else { return nil }
      return sign * (hours * 60 + minutes)
    }
  }
}
