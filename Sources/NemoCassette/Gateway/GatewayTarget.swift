/// Where a request below the gateway's address goes.
struct GatewayTarget {
  let origin: WebOrigin
  /// Path and query, as the other side has them.
  let path: String
  /// Whether it goes to the upstream: only that gets the client's credentials.
  let isUpstream: Bool

  /// - Parameter path: path and query as they were asked for.
  /// - Returns: nil when the path names no host after `/__host/`.
  init?(path: String, upstream: WebOrigin) {
    guard path.hasPrefix(OriginTranslation.hostPath) else {
      origin = upstream
      self.path = path
      isUpstream = true
      return
    }
    let rest = path.dropFirst(OriginTranslation.hostPath.count)
    let scheme = rest.prefix { $0 != "/" }
    let behindScheme = rest.dropFirst(scheme.count + 1)
    let authority = behindScheme.prefix { !"/?#".contains($0) }
    guard
      let origin = WebOrigin(scheme: String(scheme), authority: Self.decoded(authority))
    else { return nil }
    let target = behindScheme.dropFirst(authority.count)
    self.origin = origin
    self.path = target.hasPrefix("/") ? String(target) : "/" + target
    isUpstream = origin.server == upstream.server
  }

  /// Clients may encode the colon before a port.
  private static func decoded(_ authority: Substring) -> String {
    String(authority.replacing("%3A", with: ":").replacing("%3a", with: ":"))
  }
}
