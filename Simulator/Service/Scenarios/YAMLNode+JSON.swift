import NemoSimulator

extension YAMLNode {
  /// The same value as JSON. Plain words that JSON does not know are texts.
  func json() throws(ScenarioFileError) -> JSONText {
    guard let json = JSONText(jsonText) else {
      throw error(.wrongType, "A value that JSON can say is expected.")
    }
    return json
  }

  private var jsonText: String {
    switch content {
    case .scalar(let text, isPlain: true): Self.plain(text)
    case .scalar(let text, isPlain: false): Self.quoted(text)
    case .list(let values): "[" + values.map(\.jsonText).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{" + entries.map { Self.quoted($0.key) + ":" + $0.value.jsonText }.joined(separator: ",")
        + "}"
    }
  }

  private static func plain(_ text: String) -> String {
    switch text {
    case "", "~", "null": "null"
    case "true", "false": text
    default: isNumber(text) ? text : quoted(text)
    }
  }

  /// RFC 8259 section 6: so that a number keeps its spelling, 19-digit ids included.
  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == 0x2d || (0x30...0x39).contains(first) else {
      return false
    }
    return JSONText(text) != nil
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case ..<" ":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
