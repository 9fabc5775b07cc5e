import HTTPTypes

/// Keeps the control to programs of this machine: a page in a browser must not reach it, neither
/// across origins nor through a name that it made point here.
enum ControlGuard {
  private static let site = HTTPField.Name("Sec-Fetch-Site")!
  private static let hosts = ["127.0.0.1", "localhost", "[::1]"]

  static func check(_ head: HTTPRequest) throws(ControlRefusal) {
    let authority = (head.authority ?? "").lowercased()
    guard isLoopback(authority) else {
      throw ControlRefusal(
        403, "wrong-host",
        "The control answers to 127.0.0.1, localhost and [::1] only. Use one of them in the URL.")
    }
    let origin = head.headerFields[.origin]?.lowercased()
    let isOwn = origin == nil || origin == "\(head.scheme ?? "http")://\(authority)"
    let isSameSite = ["same-origin", "none"].contains(head.headerFields[site] ?? "none")
    guard isOwn && isSameSite else {
      throw ControlRefusal(
        403, "wrong-origin",
        "The control takes no requests from pages of other origins. Use curl or a program.")
    }
  }

  /// The names of this machine, with or without a port.
  private static func isLoopback(_ authority: String) -> Bool {
    hosts.contains { host in
      guard authority.hasPrefix(host) else { return false }
      let rest = authority.dropFirst(host.count)
      return rest.isEmpty || (rest.first == ":" && rest.dropFirst().allSatisfy(\.isNumber))
    }
  }
}
