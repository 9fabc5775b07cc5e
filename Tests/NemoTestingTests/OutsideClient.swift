import Foundation
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A client that is not ours: Foundation's, which keeps the real clock and its own threads.
struct OutsideClient {
  let base: String
  var token: String?
  private let session = URLSession(configuration: .ephemeral)

  init(_ base: String) { self.base = base }

  struct Reply: Equatable {
    var status: Int
    var text: String

    /// The first value of that key, wherever it stands.
    subscript(key: String) -> String? {
      let pattern = "\"\(key)\":\"?([^\",}]*)"
      guard let expression = try? NSRegularExpression(pattern: pattern),
        let match = expression.firstMatch(
          in: text, range: NSRange(text.startIndex..., in: text)),
        let range = Range(match.range(at: 1), in: text)
      else { return nil }
      return String(text[range])
    }
  }

  func send(
    _ method: String, _ path: String, _ body: String = "", headers: [String: String] = [:]
  ) async throws -> Reply {
    let url = try #require(URL(string: path.hasPrefix("http") ? path : base + path))
    var request = URLRequest(url: url)
    request.httpMethod = method
    if method == "POST" { request.httpBody = Data(body.utf8) }
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    for (name, value) in Self.attribution.merging(headers, uniquingKeysWith: { $1 }) {
      request.setValue(value, forHTTPHeaderField: name)
    }
    if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
    let (data, response) = try await session.data(for: request)
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    return Reply(status: status, text: String(decoding: data, as: UTF8.self))
  }

  private static let attribution = [
    "X-Skill-Source": "video-screen", "X-Skill-Version": "1.0.0", "X-Skill-Platform": "unknown",
  ]

  /// The whole journey: sign in, a session, a message, the state, a render, its file.
  mutating func journey(client: String = "a-client-of-another-make-1") async throws -> [Reply] {
    let signIn = try await send(
      "POST", "/api/auth/anonymous-token", headers: ["X-Client-Id": client])
    token = signIn["token"]
    let created = try await send(
      "POST", "/api/tasks/me/with-session/nemo_agent", #"{"task_name":"p","language":"en"}"#)
    let session = created["session_id"] ?? ""
    let stream = try await send("POST", "/run_sse", message("generate a short film", session))
    let state = try await send("GET", "/api/state/nemo_agent/me/\(session)/latest")
    return [signIn, created, stream, state]
  }

  static func render(_ id: String, of draft: String, in session: String) -> String {
    #"{"id":"\#(id)","sessionId":"\#(session)","draft":\#(draft),"output":{"format":"mp4"}}"#
  }

  func message(_ text: String, _ session: String) -> String {
    """
    {"app_name":"nemo_agent","user_id":"me","session_id":"\(session)",\
    "new_message":{"parts":[{"text":"\(text)"}]}}
    """
  }
}
