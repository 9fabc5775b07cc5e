/// Gives exchanges stable names: what is asked, and a counter.
struct ExchangeNames: Sendable {
  private var counts: [String: Int] = [:]

  /// The name of the next request of its sort, such as `run_sse-2`.
  mutating func next(method: String, url: String, backend: String) -> String {
    let sort = Self.sort(method, RequestTarget(url, backend: backend).path)
    let number = counts[sort, default: 0] + 1
    counts[sort] = number
    return "\(sort)-\(number)"
  }

  /// The endpoints of the contract, section 5; of everything else the last part of the path.
  private static func sort(_ method: String, _ path: String) -> String {
    for (beginning, sort) in endpoints where path.hasPrefix(beginning) { return sort }
    guard path.hasPrefix("/api/render/proxy/") else { return lastWord(path) }
    if path.hasSuffix("/cancel") { return "cancel" }
    if path.hasSuffix("/download") { return "download" }
    return method == "POST" ? "render" : "poll"
  }

  private static let endpoints = [
    ("/api/auth/anonymous-token", "sign_in"), ("/api/auth/claim-token", "claim"),
    ("/api/tasks/", "session"), ("/run_sse", "run_sse"), ("/api/upload-video/", "upload"),
    ("/api/credits/", "credits"), ("/api/state/", "state"),
  ]

  private static func lastWord(_ path: String) -> String {
    if path.hasSuffix(".mp4") { return "download" }
    let words = path.split(separator: "/").filter { word in
      word.utf8.allSatisfy { SecretScanner.isTokenByte($0) && !JSONBytes.isDigit($0) }
        && word.utf8.count <= 32
    }
    return words.last.map(String.init) ?? "request"
  }
}
