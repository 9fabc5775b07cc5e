import HTTPTypes

/// Which bodies may hold URLs.
///
/// Everything else passes untouched: media, unknown types, parts of a range, encoded content.
enum TextBodies {
  private static let types: Set<String> = [
    "application/json", "application/vnd.apple.mpegurl", "application/x-mpegurl",
    "application/x-ndjson", "application/x-www-form-urlencoded", "application/xml",
  ]

  static func mayHoldURLs(_ fields: HTTPFields) -> Bool {
    let encoding = fields[.contentEncoding] ?? "identity"
    guard encoding.lowercased() == "identity", fields[.contentRange] == nil else { return false }
    let type = (fields[.contentType] ?? "").prefix { $0 != ";" }
      .filter { $0 != " " }.lowercased()
    return types.contains(type) || type.hasPrefix("text/") || type.hasSuffix("+json")
      || type.hasSuffix("+xml")
  }
}
