/// Small pieces of sentences about timelines, the same in any language.
enum Phrase {
  /// The longest name in a sentence, in characters.
  private static let maximumLength = 40

  /// A name on one line and of bounded length; nil when nothing is left.
  static func short(_ text: String?) -> String? {
    guard let text else { return nil }
    // Names come from outside; the rest of a huge one is not even looked at.
    let line = text.prefix(maximumLength * 4).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    if line.isEmpty { return nil }
    let isCut = line.count > maximumLength || text.count > maximumLength * 4
    return isCut ? line.prefix(maximumLength - 1).trimmedEnd + "…" : line
  }

  /// `0-10s`, from milliseconds.
  static func times(_ start: Int64, _ end: Int64) -> String { "\(span(start, end))s" }

  /// `12.6s`, from milliseconds.
  static func seconds(_ milliseconds: Int64) -> String { "\(number(milliseconds))s" }

  /// `35%`, from a fraction.
  static func percent(_ fraction: Double) -> String { "\(Int((fraction * 100).rounded()))%" }

  /// `2`, `1.5`.
  static func factor(_ value: Double) -> String {
    let hundredths = Int64((min(max(value, 0), 1_000) * 100).rounded())
    let text = "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
    return String(text.reversed().drop { $0 == "0" }.drop { $0 == "." }.reversed())
  }

  /// `0-10`: seconds, from milliseconds.
  static func span(_ start: Int64, _ end: Int64) -> String { "\(number(start))-\(number(end))" }

  /// Seconds with one decimal at most, and none when it is zero.
  static func number(_ milliseconds: Int64) -> String {
    let tenths = (milliseconds + 50) / 100
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension Substring {
  fileprivate var trimmedEnd: String { String(self).trimmed }
}
