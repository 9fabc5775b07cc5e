import HTTPTypes

/// Where a download stands with its server: what it may ask for, and what an answer gives it.
struct DownloadRange: Sendable {
  /// What identifies the bytes on the server; without it a cut download starts again.
  private(set) var validator: String?
  /// The size of the whole file, when the server has told it.
  private(set) var totalBytes: Int?

  /// The headers that ask for the rest, RFC 9110 sections 13.1.5 and 14.2.
  func headers(offsetBytes: Int) -> HTTPFields {
    // The sizes below are those of the file itself, not of a compressed form.
    var headers: HTTPFields = [.acceptEncoding: "identity"]
    guard offsetBytes > 0, let validator else { return headers }
    headers[.range] = "bytes=\(offsetBytes)-"
    headers[.ifRange] = validator
    return headers
  }

  enum Start: Sendable, Hashable {
    /// The body goes on where the file ends.
    case append
    /// The body is the whole file.
    case over
    /// The body fits nowhere.
    case useless
  }

  /// What the body of a 200 or 206 is.
  mutating func receive(_ response: HTTPResponse, length: Int?, offsetBytes: Int) -> Start {
    let headers = response.headerFields
    guard response.status.code == 206 else {
      totalBytes = headers[.contentLength].flatMap { Int($0) } ?? length
      validator = Self.validator(headers)
      return .over
    }
    guard
      let range = ContentRange(headers[.contentRange] ?? ""), range.start == offsetBytes,
      validator == nil || headers[.eTag] == nil || Self.validator(headers) == validator
    else { return .useless }
    totalBytes = range.total ?? totalBytes
    return .append
  }

  /// Only a strong tag, or else a date, may stand in `If-Range` (RFC 9110 section 13.1.5).
  private static func validator(_ headers: HTTPFields) -> String? {
    if let tag = headers[.eTag], !tag.hasPrefix("W/") { return tag }
    return headers[.lastModified]
  }
}

/// `bytes 100-199/200`, RFC 9110 section 14.4.
struct ContentRange: Sendable, Hashable {
  var start: Int
  /// Nil for `*`.
  var total: Int?

  init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 2, parts[0].lowercased() == "bytes" else { return nil }
    let range = parts[1].split(separator: "/")
    guard range.count == 2, let first = range[0].split(separator: "-").first,
      let start = Int(first)
    else { return nil }
    self.start = start
    total = Int(range[1])
  }
}
