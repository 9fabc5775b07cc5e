/// A JSON value in a scenario, as its text.
public struct JSONText: Sendable, Hashable, Codable {
  public let text: String

  /// Nil for what is no JSON.
  public init?(_ text: String) {
    guard (try? JSONParser.value(of: Array(text.utf8))) != nil else { return nil }
    self.text = text
  }

  /// `{}`
  public static let emptyObject = JSONText(unchecked: "{}")

  /// A string as JSON has it, with its quotes. RFC 8259 section 7.
  public static func quoting(_ text: String) -> JSONText {
    JSONText(unchecked: JSON.string(text).text)
  }

  private init(unchecked text: String) { self.text = text }

  /// The value; a text that is no JSON, which only a saved world that was changed by hand has, is a
  /// string.
  var value: JSON { (try? JSONParser.value(of: Array(text.utf8))) ?? .string(text) }
}
