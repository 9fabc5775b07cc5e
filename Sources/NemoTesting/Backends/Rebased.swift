import HTTPTypes
import NemoHTTP

/// Asks for whatever is asked under another address: the recorded one of a tape.
struct Rebased: HTTPTransport {
  private let base: any HTTPTransport
  private let scheme: String
  private let authority: String
  private let prefix: String

  /// - Parameter address: such as `https://host` or `http://host:80/prefix`.
  init(_ base: any HTTPTransport, to address: String) {
    let parts = address.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    self.base = base
    scheme = parts.first.map { String($0.dropLast()) } ?? "http"
    authority = parts.count > 2 ? String(parts[2]) : ""
    prefix = parts.count > 3 ? "/" + String(parts[3]) : ""
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    var request = request
    request.head.scheme = scheme
    request.head.authority = authority
    request.head.path = prefix + (request.head.path ?? "/")
    return try await base.send(request)
  }
}
