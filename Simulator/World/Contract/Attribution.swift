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
    guard let name, let value = self[name], !value.isEmpty else { return nil }
    return value
  }

  /// Without all three, an export answers 402; their values are not checked (section 2).
  var hasAttribution: Bool {
    value(HeaderName.skillSource) != nil && value(HeaderName.skillVersion) != nil
      && value(HeaderName.skillPlatform) != nil
  }
}
