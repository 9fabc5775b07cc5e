import HTTPTypes
import NemoHTTP

/// Where a request goes, checked so that libcurl can only take it as it is meant.
struct RequestTarget: Sendable {
  let isSecure: Bool
  let authority: String
  let url: String

  /// - Throws: ``TransportFailure`` with code `other` and nothing sent.
  init(_ head: HTTPRequest) throws {
    guard let scheme = head.scheme?.lowercased(), ["http", "https"].contains(scheme) else {
      throw Self.refusal("the scheme is neither http nor https")
    }
    // User information in an authority would become credentials: RFC 9110 section 4.2.4.
    guard let authority = head.authority, !authority.isEmpty, Self.isPlain(authority),
      !authority.contains(where: { "@/?#\\".contains($0) })
    else {
      throw Self.refusal("the authority is not host or host:port")
    }
    // A fragment is never sent: RFC 9110 section 7.1.
    guard let path = head.path, path.hasPrefix("/"), Self.isPlain(path), !path.contains("#") else {
      throw Self.refusal("the path does not begin with / or holds what must be percent-encoded")
    }
    for field in head.headerFields where !Self.isOneLine(field.value) {
      throw Self.refusal("the header \(field.name) holds a line break")
    }
    isSecure = scheme == "https"
    self.authority = authority
    url = "\(scheme)://\(authority)\(path)"
  }

  /// Visible ASCII only, RFC 3986 section 2.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
  }

  private static func isOneLine(_ value: String) -> Bool {
    !value.utf8.contains { $0 == 0x0d || $0 == 0x0a || $0 == 0 }
  }

  private static func refusal(_ detail: String) -> TransportFailure {
    TransportFailure(.other, sent: .nothing, detail: detail)
  }
}
