/// A scheme and an authority, as they were written.
struct WebOrigin: Sendable, Hashable {
  let scheme: String
  let authority: String

  /// The beginning of an absolute `http` or `https` URL; nil for anything else.
  init?(of url: String) {
    let bytes = Array(url.utf8)
    guard case .found(let found) = OriginReader.look(in: bytes, at: 0, isAtEnd: true),
      found.spelling == .plain
    else { return nil }
    self.init(scheme: found.scheme, authority: found.authority)
  }

  init?(scheme: String, authority: String) {
    guard ["http", "https"].contains(scheme.lowercased()), Self.isAuthority(authority.utf8) else {
      return nil
    }
    self.scheme = scheme
    self.authority = authority
  }

  var text: String { "\(scheme)://\(authority)" }

  /// Equal for the same server: in lower case, and without the port that the scheme implies
  /// (RFC 3986 sections 6.2.2.1 and 6.2.3).
  var server: String {
    let implied = scheme.lowercased() == "https" ? ":443" : ":80"
    var authority = authority.lowercased()
    if authority.hasSuffix(implied) { authority.removeLast(implied.count) }
    return "\(scheme.lowercased())://\(authority)"
  }

  /// Whether only a program on this machine can mean itself by that name.
  var isLoopback: Bool {
    var host = authority[...]
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") { host = host[..<colon] }
    return ["127.0.0.1", "localhost", "[::1]"].contains(host.lowercased())
  }

  /// A host with an optional port, RFC 3986 section 3.2, and no user name.
  static func isAuthority(_ bytes: some Collection<UInt8>) -> Bool {
    guard !bytes.isEmpty, bytes.count <= OriginReader.longestAuthorityBytes,
      bytes.allSatisfy(OriginReader.isOfAuthority)
    else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    if text.hasPrefix("[") { return text.contains("]") }
    guard !text.contains("["), !text.contains("]") else { return false }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].contains(where: { $0.isLetter || $0.isNumber }) else {
      return false
    }
    return parts.count == 1 || UInt16(parts[1]) != nil
  }
}
