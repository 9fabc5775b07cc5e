import HTTPTypes

/// An absolute `http` or `https` URL, taken apart as far as requests need it.
struct Address: Sendable, Hashable {
  var scheme: String
  /// Host and port, in lower case.
  var authority: String
  /// Path and query; begins with a slash or is empty.
  var path: String

  /// Nil for other schemes, and for URLs with a user name in them.
  init?(_ text: String) {
    guard let mark = text.firstRange(of: "://") else { return nil }
    scheme = text[..<mark.lowerBound].lowercased()
    guard scheme == "http" || scheme == "https" else { return nil }
    let rest = text[mark.upperBound...].prefix { $0 != "#" }
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    authority = Self.withoutDefaultPort(rest[..<end].lowercased(), scheme)
    guard !authority.isEmpty, !authority.contains("@"), authority.utf8.allSatisfy(Self.isVisible)
    else { return nil }
    let tail = rest[end...]
    path = tail.hasPrefix("?") ? "/" + tail : String(tail)
    guard path.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7f }) else { return nil }
  }

  /// A reference as a `Location` header or an answer has it, RFC 3986 section 5.2.
  func resolving(_ reference: String) -> Address? {
    if reference.firstRange(of: "://") != nil { return Address(reference) }
    if reference.hasPrefix("//") { return Address("\(scheme):\(reference)") }
    let origin = "\(scheme)://\(authority)"
    if reference.hasPrefix("/") { return Address(origin + reference) }
    let plain = path.prefix { $0 != "?" }
    let folder = plain.lastIndex(of: "/").map { plain[...$0] } ?? "/"
    return Address(origin + folder + reference)
  }

  /// Whether credentials for one may go to the other, RFC 6454 section 5.
  func hasSameOrigin(as other: Address) -> Bool {
    scheme == other.scheme && authority == other.authority
  }

  func request(_ method: HTTPRequest.Method, _ headers: HTTPFields = [:]) -> HTTPRequest {
    HTTPRequest(
      method: method, scheme: scheme, authority: authority, path: path.isEmpty ? "/" : path,
      headerFields: headers)
  }

  private static func withoutDefaultPort(_ authority: String, _ scheme: String) -> String {
    let port = scheme == "https" ? ":443" : ":80"
    return authority.hasSuffix(port) ? String(authority.dropLast(port.count)) : authority
  }

  private static func isVisible(_ byte: UInt8) -> Bool { (0x21...0x7e).contains(byte) }
}
