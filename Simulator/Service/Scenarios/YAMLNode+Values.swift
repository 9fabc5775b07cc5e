import NemoSimulator

extension YAMLNode {
  /// What it is, for people.
  var kind: String {
    switch content {
    case .list: "a list"
    case .mapping: "keys with values"
    case .scalar(let text, let isPlain):
      isPlain && text.isEmpty ? "nothing" : "\"\(text.prefix(40))\""
    }
  }

  func list() throws(ScenarioFileError) -> [YAMLNode] {
    guard case .list(let values) = content else {
      throw error(.wrongType, "A list is expected, not \(kind).")
    }
    return values
  }

  /// The letters of a scalar, plain or quoted.
  func scalar(_ expected: String) throws(ScenarioFileError) -> String {
    guard case .scalar(let text, _) = content else {
      throw error(.wrongType, "\(expected) is expected, not \(kind).")
    }
    return text
  }

  /// A text. What would be a number, a truth value or null must be in quotes.
  func text() throws(ScenarioFileError) -> String {
    let text = try scalar("A text")
    guard case .scalar(_, true) = content, let other = Self.otherKind(ofPlain: text) else {
      return text
    }
    throw error(.wrongType, "A text is expected, not \(other). Put it in quotes.")
  }

  /// A text that says something.
  func words() throws(ScenarioFileError) -> String {
    let text = try text()
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw error(.outOfRange, "A text with words is expected.")
    }
    return text
  }

  func truth() throws(ScenarioFileError) -> Bool {
    guard case .scalar(let text, true) = content, text == "true" || text == "false" else {
      throw error(.wrongType, "true or false is expected, not \(kind).")
    }
    return text == "true"
  }

  func integer<Integer: FixedWidthInteger>(
    in range: ClosedRange<Integer>
  ) throws(ScenarioFileError) -> Integer {
    guard case .scalar(let text, true) = content, Self.isInteger(text) else {
      throw error(.wrongType, "A whole number is expected, not \(kind).")
    }
    guard let value = Integer(text), range.contains(value) else {
      throw error(.outOfRange, "\(text) is not from \(range.lowerBound) to \(range.upperBound).")
    }
    return value
  }

  /// One of some names.
  func choice(_ what: String, of names: [String]) throws(ScenarioFileError) -> String {
    let name = try scalar(what)
    guard names.contains(name) else {
      var error = error(
        .unknownName, "\"\(name.prefix(40))\" is unknown. \(NearestName.hint(name, among: names))")
      error.nearest = NearestName.of(name, among: names)
      throw error
    }
    return name
  }

  func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ what: String, _: Value.Type = Value.self
  ) throws(ScenarioFileError) -> Value {
    let name = try choice(what, of: Value.allCases.map(\.rawValue))
    guard let value = Value(rawValue: name) else {
      throw error(.unknownName, "\"\(name)\" is unknown.")
    }
    return value
  }

  // MARK: Plain scalars

  private static func otherKind(ofPlain text: String) -> String? {
    switch text {
    case "", "~", "null", "Null", "NULL": "nothing"
    case "true", "True", "TRUE", "false", "False", "FALSE": "a truth value"
    default: Double(text) == nil || text.contains(where: \.isLetter) ? nil : "a number"
    }
  }

  static func isInteger(_ text: String) -> Bool {
    let digits = text.hasPrefix("-") ? text.dropFirst() : Substring(text)
    return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
