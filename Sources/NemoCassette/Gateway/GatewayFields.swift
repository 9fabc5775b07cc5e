import HTTPTypes

/// What becomes of header fields on their way through the gateway.
///
/// No `Via` is added (RFC 9110 section 7.6.3): the upstream shall see the client's own request.
enum GatewayFields {
  /// About one connection and not about the message, RFC 9110 section 7.6.1.
  private static let hopByHop: Set<String> = [
    "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection",
    "te", "trailer", "transfer-encoding", "upgrade",
  ]
  /// Who the client is; for the upstream alone.
  private static let credentials: Set<String> = ["authorization", "cookie", "x-client-id"]
  /// Hold a URL, RFC 9110 sections 8.7, 10.1.3 and 10.2.2, RFC 8288, RFC 6454 section 7.
  private static let withURLs: Set<String> = [
    "content-location", "link", "location", "origin", "referer", "refresh",
  ]
  /// Wrong once a body has other bytes: RFC 9110 section 8.6, RFC 9530.
  private static let aboutBytes: Set<String> = [
    "content-digest", "content-length", "content-md5", "digest", "repr-digest",
  ]

  static func request(
    _ fields: HTTPFields, to target: GatewayTarget, _ translation: OriginTranslation
  ) -> HTTPFields {
    var passed = endToEnd(fields)
    // The length is told by the body, and the host by the target.
    remove(from: &passed) { name in
      ["content-length", "host"].contains(name) || !target.isUpstream && credentials.contains(name)
    }
    passed = translated(passed, translation)
    // Encoded bodies could be neither reviewed nor translated.
    passed[.acceptEncoding] = "identity"
    return passed
  }

  /// - Parameter isTranslated: whether the body becomes another.
  static func response(
    _ fields: HTTPFields, from target: GatewayTarget, _ translation: OriginTranslation,
    isTranslated: Bool
  ) -> HTTPFields {
    var passed = endToEnd(fields)
    if isTranslated { remove(from: &passed, where: aboutBytes.contains) }
    if let location = passed[.location] {
      passed[.location] = absolute(location, from: target)
    }
    return translated(passed, translation)
  }

  /// The client would resolve what is relative to a host against the gateway: RFC 3986 section 5.2.
  private static func absolute(_ location: String, from target: GatewayTarget) -> String {
    if location.hasPrefix("//") { return target.origin.scheme + ":" + location }
    let isOfOtherHost = location.hasPrefix("/") && !target.isUpstream
    return isOfOtherHost ? target.origin.text + location : location
  }

  private static func endToEnd(_ fields: HTTPFields) -> HTTPFields {
    let named = fields[values: .connection].flatMap { value in
      value.split(separator: ",").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
    }
    var passed = fields
    remove(from: &passed) { hopByHop.contains($0) || named.contains($0) }
    return passed
  }

  private static func translated(
    _ fields: HTTPFields, _ translation: OriginTranslation
  ) -> HTTPFields {
    var passed = HTTPFields()
    for field in fields {
      let hasURL = withURLs.contains(field.name.canonicalName)
      passed.append(
        hasURL
          ? HTTPField(name: field.name, value: translation.translate(field.value)) : field)
    }
    return passed
  }

  private static func remove(
    from fields: inout HTTPFields, where isUnwanted: (String) -> Bool
  ) {
    for field in fields where isUnwanted(field.name.canonicalName) { fields[field.name] = nil }
  }
}
