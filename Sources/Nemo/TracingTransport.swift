import HTTPTypes
package import NemoHTTP
package import NemoTime

/// Tells one line per exchange: the method, the path without its query, the status, the sizes.
///
/// Headers and bodies never appear, so neither can a token; long opaque parts of a path are masked.
package struct TracingTransport: HTTPTransport {
  let base: any HTTPTransport
  let time: any TimeSource
  let trace: @Sendable (String) -> Void

  package init(
    base: any HTTPTransport, time: any TimeSource, trace: @escaping @Sendable (String) -> Void
  ) {
    self.base = base
    self.time = time
    self.trace = trace
  }

  package func send(_ request: TransportRequest) async throws -> TransportResponse {
    let start = time.now
    let what = "\(request.head.method.rawValue) \(Self.masked(request.head.path ?? ""))"
    do {
      let response = try await base.send(request)
      let took = start.duration(to: time.now).wholeMilliseconds
      trace("\(what) → \(response.head.status.code) after \(took) ms")
      return response
    } catch {
      trace("\(what) → \(error)")
      throw error
    }
  }

  static func masked(_ path: String) -> String {
    let plain = path.prefix { $0 != "?" }
    let parts = plain.split(separator: "/", omittingEmptySubsequences: false)
    return parts.map { $0.count > 24 || $0.hasPrefix("nmv_") || $0.hasPrefix("clm_") ? "…" : $0 }
      .joined(separator: "/")
  }
}
