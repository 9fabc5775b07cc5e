/// How the `:` and the `/` of a URL are written in a text.
enum URLSpelling: CaseIterable, Sendable {
  case plain
  /// `\/`, which JSON allows (RFC 8259 section 7) and some writers prefer.
  case jsonEscaped
  /// `%3A%2F`, in the query of another URL (RFC 3986 section 2.1).
  case percentEncoded
  /// `%3a%2f`.
  case percentEncodedLower

  var colon: [UInt8] {
    switch self {
    case .plain, .jsonEscaped: [UInt8(ascii: ":")]
    case .percentEncoded: Array("%3A".utf8)
    case .percentEncodedLower: Array("%3a".utf8)
    }
  }

  var slash: [UInt8] {
    switch self {
    case .plain: [UInt8(ascii: "/")]
    case .jsonEscaped: Array("\\/".utf8)
    case .percentEncoded: Array("%2F".utf8)
    case .percentEncodedLower: Array("%2f".utf8)
    }
  }

  /// What stands between a scheme and an authority.
  var separator: [UInt8] { colon + slash + slash }

  /// An origin or a path of harmless characters, in this spelling.
  func spell(_ text: String) -> [UInt8] {
    text.utf8.flatMap { byte in
      switch byte {
      case UInt8(ascii: ":"): colon
      case UInt8(ascii: "/"): slash
      default: [byte]
      }
    }
  }
}
