import HTTPTypes

/// Which headers a tape keeps. `Authorization` and cookies never.
enum HeaderRules {
  private static let ofRequests: Set<String> = [
    "accept", "content-type", "range", "x-client-id", "x-skill-source", "x-skill-version",
    "x-skill-platform",
  ]
  private static let ofResponses: Set<String> = [
    "accept-ranges", "content-disposition", "content-encoding", "content-language",
    "content-length", "content-range", "content-type", "location", "retry-after",
    "x-accel-buffering",
  ]
  static let clientID = "x-client-id"

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

  private static func mediaType(_ contentType: String?) -> String {
    let type = (contentType ?? "").prefix { $0 != ";" }
    return type.lowercased().filter { $0 != " " }
  }

  private static func withoutBoundary(_ contentType: String) -> String {
    isMultipart(contentType) ? mediaType(contentType) : contentType
  }
}
