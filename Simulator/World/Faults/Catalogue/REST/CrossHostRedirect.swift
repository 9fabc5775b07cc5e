extension Fault {
  /// The other host is another name of this machine, so that somebody answers there.
  static let crossHostRedirect = Fault(
    "cross-host-redirect", .rest, [.balance, .state, .pollRender, .download],
    effect: "a GET is redirected to another host, which has the same",
    remedy: "fetches a file from there; sends no credentials, and believes no refusal from there"
  ) { _ in
    [
      .reply { plan, _, request in
        let path = request.path ?? "/"
        guard !path.hasSuffix(redirectMark) else { return }
        plan = .redirect(302, to: otherHost(than: request.base) + path + redirectMark)
      }
    ]
  }

  /// By this a request is known that has been redirected.
  private static let redirectMark = "?elsewhere"

  private static func otherHost(than base: String) -> String {
    guard let start = base.firstRange(of: "://")?.upperBound else { return base }
    let host = base[start...].prefix { $0 != ":" && $0 != "/" }
    return base[..<start] + (host == "localhost" ? "127.0.0.1" : "localhost")
      + base[host.endIndex...]
  }
}
