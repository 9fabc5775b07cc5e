import HTTPTypes

/// Header names of the backend: contract section 2, all documented.
enum HeaderName {
  static let clientID = HTTPField.Name("X-Client-Id")
  static let skillSource = HTTPField.Name("X-Skill-Source")
  static let skillVersion = HTTPField.Name("X-Skill-Version")
  static let skillPlatform = HTTPField.Name("X-Skill-Platform")
  static let forwardedFor = HTTPField.Name("X-Forwarded-For")
}

extension HTTPFields {
  func value(_ name: HTTPField.Name?) -> String? {
    guard let name, let first = firstIndex(where: { $0.name == name }) else { return nil }
    // Joining is only for what comes more than once, which is rare.
    let isAlone = !self[(first + 1)...].contains { $0.name == name }
    let value = isAlone ? self[first].value : self[name] ?? ""
    return value.isEmpty ? nil : value
  }

  /// Without all three, an export answers 402; their values are not checked (section 2).
  var hasAttribution: Bool {
    value(HeaderName.skillSource) != nil && value(HeaderName.skillVersion) != nil
      && value(HeaderName.skillPlatform) != nil
  }
}
