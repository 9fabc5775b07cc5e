extension Backend {
  /// Whether its requests leave this machine. What cannot be read as an address of this machine
  /// counts as another one.
  package var isBeyondLoopback: Bool {
    switch self {
    case .simulator, .cassette: false
    case .production: true
    case .url(let address): !Self.isLoopback(host: Self.host(of: address))
    }
  }

  private static func host(of address: String) -> String {
    guard let marks = address.firstRange(of: "://") else { return "" }
    let rest = address[marks.upperBound...]
    if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
      return String(rest[rest.index(after: rest.startIndex)..<end])
    }
    return rest.prefix { $0 != "/" && $0 != ":" }.lowercased()
  }

  /// 127.0.0.0/8 and ::1 (RFC 6890), and the name that resolves to them (RFC 6761 section 6.3).
  private static func isLoopback(host: String) -> Bool {
    if host == "localhost" || host == "::1" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}
