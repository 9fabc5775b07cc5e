#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import HTTPTypes

/// Which headers a tape keeps. `Authorization` and cookies never.
///
/// Of requests, what tells a person what was asked; of answers, what a client acts upon.
enum HeaderRules {
  private static let ofRequests: Set<String> = [
    "accept", "accept-language", "content-encoding", "content-language", "content-type",
    "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since",
    "last-event-id", "prefer", "range", "x-client-id", "x-skill-source", "x-skill-version",
    "x-skill-platform",
  ]
  private static let ofResponses: Set<String> = [
    "accept-ranges", "access-control-allow-credentials", "access-control-allow-headers",
    "access-control-allow-methods", "access-control-allow-origin", "access-control-expose-headers",
    "access-control-max-age", "allow", "cache-control", "content-disposition", "content-encoding",
    "content-language", "content-length", "content-location", "content-range", "content-type",
    "etag", "last-modified", "link", "location", "ratelimit-limit", "ratelimit-remaining",
    "ratelimit-reset", "retry-after", "vary", "www-authenticate", "x-accel-buffering",
    "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-total-count",
  ]
  static let clientID = "x-client-id"

  /// Headers whose whole value is a credential, but for a scheme in front. Never on a tape.
  private static let credentials: Set<String> = [
    "authorization", "proxy-authorization", "api-key", "x-api-key", "x-goog-api-key",
    "x-access-token", "x-auth-token", "x-csrf-token", "x-csrftoken", "x-xsrf-token",
    "x-amz-security-token",
  ]
  private static let cookies: Set<String> = ["cookie", "set-cookie"]
  /// Shorter values of cookies are settings such as a language.
  private static let shortestCookie = 16

  /// Whether a header may not be on a tape, whoever wrote it.
  static func isForbidden(_ name: String) -> Bool {
    let name = name.lowercased()
    return credentials.contains(name) || cookies.contains(name)
  }

  /// Learns the credentials of a head, so that they are found wherever else they stand.
  static func learnCredentials(of fields: HTTPFields, _ redactor: inout Redactor) throws {
    for field in fields {
      let name = field.name.canonicalName
      if credentials.contains(name) {
        // `Bearer …`; the name of a scheme alone is none.
        let words = field.value.split(separator: " ", maxSplits: 1)
        let value = (words.last ?? "").drop { $0 == " " }
        try redactor.learn(credential: String(value))
        if words.first?.lowercased() == "basic", let password = password(value) {
          try redactor.learn(credential: password)
        }
      } else if cookies.contains(name) {
        for value in cookieValues(field.value, isSetCookie: name == "set-cookie") {
          try redactor.learn(credential: value)
        }
      }
    }
  }

  /// What stands behind the colon of Basic credentials, RFC 7617 section 2.
  private static func password(_ encoded: Substring) -> String? {
    guard let data = Data(base64Encoded: String(encoded)),
      let pair = String(validating: data, as: UTF8.self),
      let colon = pair.firstIndex(of: ":")
    else { return nil }
    return String(pair[pair.index(after: colon)...])
  }

  /// RFC 6265, sections 4.1.1 and 4.2.1.
  private static func cookieValues(_ value: String, isSetCookie: Bool) -> [String] {
    let pairs = value.split(separator: ";").prefix(isSetCookie ? 1 : .max)
    return pairs.compactMap { pair in
      guard let equals = pair.firstIndex(of: "=") else { return nil }
      let value = pair[pair.index(after: equals)...].filter { $0 != "\"" && $0 != " " }
      return value.utf8.count >= shortestCookie ? value : nil
    }
  }

  static func request(
    _ fields: HTTPFields, _ redactor: inout Redactor
  ) throws -> [HeaderPair] {
    try fields.compactMap { field in
      let name = field.name.canonicalName
      guard ofRequests.contains(name) else { return nil }
      if name == clientID {
        let id = try redactor.replacement(of: Array(field.value.utf8), .client)
        return HeaderPair(field.name.rawName, String(decoding: id, as: UTF8.self))
      }
      // The boundary is new every time, and the parts say all there is.
      let value = name == "content-type" ? withoutBoundary(field.value) : field.value
      return HeaderPair(field.name.rawName, try redactor.redact(value))
    }
  }

  static func response(
    _ fields: HTTPFields, _ redactor: inout Redactor
  ) throws -> [HeaderPair] {
    try fields.compactMap { field in
      guard ofResponses.contains(field.name.canonicalName) else { return nil }
      return HeaderPair(field.name.rawName, try redactor.redact(field.value))
    }
  }

  static func isEventStream(_ contentType: String?) -> Bool {
    mediaType(contentType) == "text/event-stream"
  }

  static func isJSON(_ contentType: String?) -> Bool {
    let type = mediaType(contentType)
    return type == "application/json" || type.hasSuffix("+json")
  }

  static func isMultipart(_ contentType: String?) -> Bool {
    mediaType(contentType).hasPrefix("multipart/")
  }

  /// Whether a body is pairs of keys and values, as a query is.
  static func isURLEncodedForm(_ contentType: String?) -> Bool {
    mediaType(contentType) == "application/x-www-form-urlencoded"
  }

  private static func mediaType(_ contentType: String?) -> String {
    let type = (contentType ?? "").utf8.prefix { $0 != UInt8(ascii: ";") }
    return String(decoding: type.filter { $0 != 0x20 }, as: UTF8.self).lowercased()
  }

  private static func withoutBoundary(_ contentType: String) -> String {
    isMultipart(contentType) ? mediaType(contentType) : contentType
  }
}
