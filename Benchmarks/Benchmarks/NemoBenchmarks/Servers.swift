import LoopbackServer
import NemoHTTP

/// Servers that stay up until the process ends, one per name.
actor Servers {
  static let shared = Servers()

  private var urls: [String: String] = [:]

  /// The URL of the server of that name, started when it is first asked for.
  func url(_ name: String, _ transport: @Sendable () async throws -> any HTTPTransport) async
    -> String
  {
    if let url = urls[name] { return url }
    do {
      let transport = try await transport()
      let url = await withCheckedContinuation { continuation in
        Task {
          try await LoopbackServer.serve(transport) { continuation.resume(returning: $0.url) }
        }
      }
      urls[name] = url
      return url
    } catch {
      fatalError("No server for the benchmark: \(error)")
    }
  }
}
