/// A header value with parameters, such as `multipart/form-data; boundary="x y"`,
/// RFC 9110 section 5.6.6.
public struct HeaderParameters: Sendable, Hashable {
  /// What comes before the first semicolon, in lower case.
  public let value: String
  /// Names in lower case; of parameters with one name the first one counts.
  private let parameters: [Parameter]

  private struct Parameter: Sendable, Hashable {
    var name: String
    var value: String
  }

  public init(_ text: String) {
    self.init(text, unescapesFormNames: false)
  }

  /// - Parameter unescapesFormNames: whether `%22`, `%0D` and `%0A` stand for the characters that a
  ///   form's names cannot hold, as WHATWG HTML section 4.10.21.8 writes them.
  init(_ text: String, unescapesFormNames: Bool) {
    var scanner = Scanner(rest: text[...])
    value = scanner.token(until: ";").lowercased()
    var parameters: [Parameter] = []
    while scanner.skip(";") {
      let name = scanner.token(until: "=;").lowercased()
      guard scanner.skip("=") else { continue }
      let value = scanner.parameterValue()
      parameters.append(
        Parameter(name: name, value: unescapesFormNames ? formName(value) : value))
    }
    self.parameters = parameters
  }

  /// The value of a parameter, without its quotes.
  public subscript(name: String) -> String? {
    parameters.first { $0.name == name.lowercased() }?.value
  }
}

private func formName(_ value: String) -> String {
  guard value.utf8.contains(UInt8(ascii: "%")) else { return value }
  var result = ""
  var rest = value[...]
  while let first = rest.first {
    if first == "%",
      let character = ["%22": "\"", "%0D": "\r", "%0A": "\n"][rest.prefix(3).uppercased()]
    {
      result += character
      rest = rest.dropFirst(3)
    } else {
      result.append(first)
      rest = rest.dropFirst()
    }
  }
  return result
}

private struct Scanner {
  var rest: Substring

  mutating func skipBlanks() {
    rest = rest.drop { $0 == " " || $0 == "\t" }
  }

  mutating func skip(_ character: Character) -> Bool {
    skipBlanks()
    guard rest.first == character else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func token(until ends: String) -> String {
    skipBlanks()
    let token = rest.prefix { !ends.contains($0) }
    rest = rest[token.endIndex...]
    let length = token.reversed().drop { $0 == " " || $0 == "\t" }.count
    return String(token.prefix(length))
  }

  mutating func parameterValue() -> String {
    guard skip("\"") else { return token(until: ";") }
    let value = quotedString()
    _ = token(until: ";")
    return value
  }

  /// A backslash escapes a quote or a backslash only: old browsers send Windows paths.
  private mutating func quotedString() -> String {
    var value = ""
    while let character = rest.popFirst(), character != "\"" {
      if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
        rest = rest.dropFirst()
        value.append(next)
      } else {
        value.append(character)
      }
    }
    return value
  }
}
