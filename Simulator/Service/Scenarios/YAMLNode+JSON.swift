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
    case .scalar(let text, isPlain: false): JSONText.quoting(text).text
    case .list(let values): "[" + values.map(\.jsonText).joined(separator: ",") + "]"
    case .mapping(let entries):
      "{"
        + entries.map { JSONText.quoting($0.key).text + ":" + $0.value.jsonText }.joined(
          separator: ",")
        + "}"
    }
  }

  private static func plain(_ text: String) -> String {
    switch text {
    case "", "~", "null": "null"
    case "true", "false": text
    default: isNumber(text) ? text : JSONText.quoting(text).text
    }
  }

  /// RFC 8259 section 6: so that a number keeps its spelling, 19-digit ids included.
  private static func isNumber(_ text: String) -> Bool {
    guard let first = text.utf8.first, first == 0x2d || (0x30...0x39).contains(first) else {
      return false
    }
    return JSONText(text) != nil
  }
}
