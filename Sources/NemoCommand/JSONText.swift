/// A JSON document under construction, with its keys in the order in which they were written.
struct JSONText: Sendable, ExpressibleByStringLiteral {
  let text: String

  private init(raw: String) { text = raw }

  init(stringLiteral value: String) { self = .string(value) }

  static let null = JSONText(raw: "null")

  static func string(_ value: String) -> JSONText {
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..."\u{1f}":
        let code = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - code.count) + code
      default: text.unicodeScalars.append(scalar)
      }
    }
    return JSONText(raw: text + "\"")
  }

  static func optional(_ value: String?) -> JSONText { value.map(string) ?? .null }

  static func number(_ value: Int) -> JSONText { JSONText(raw: String(value)) }

  /// Rounded to milliseconds, as no figure here is finer.
  static func number(_ value: Double) -> JSONText {
    guard value.isFinite else { return .null }
    let rounded = (value * 1_000).rounded() / 1_000
    return JSONText(
      raw: rounded == rounded.rounded() && abs(rounded) < 1e15
        ? String(Int(rounded)) : String(rounded))
  }

  static func bool(_ value: Bool) -> JSONText { JSONText(raw: value ? "true" : "false") }

  static func array(_ values: [JSONText]) -> JSONText {
    JSONText(raw: "[" + values.map(\.text).joined(separator: ",") + "]")
  }

  static func object(_ pairs: KeyValuePairs<String, JSONText>) -> JSONText {
    let members = pairs.map { string($0.key).text + ":" + $0.value.text }
    return JSONText(raw: "{" + members.joined(separator: ",") + "}")
  }
}
