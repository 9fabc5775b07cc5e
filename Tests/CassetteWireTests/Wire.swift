#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
import CurlTransport
import HTTPTypes
import NemoCassette
import NemoHTTP
import NemoTime
import RawSockets

/// A folder that lives as long as this object.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/wire-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Sends every request to one backend, whatever address it was made for: what is put on a socket
/// has another port than the recorded server.
struct AtBackend: HTTPTransport {
  let base: any HTTPTransport
  let authority: String

  init(_ authority: String, _ base: any HTTPTransport) {
    self.authority = authority
    self.base = base
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    var request = request
    request.head.authority = authority
    return try await base.send(request)
  }
}

/// What a client saw of one exchange.
struct Seen: Equatable, Sendable {
  var status: Int?
  var bytes: [UInt8] = []
  var failure: TransportFailure?
  var wasCancelled = false
}

extension HTTPTransport {
  /// Sends a request and reads what comes back, up to a failure.
  ///
  /// - Parameters:
  ///   - leavingAfter: cancels itself once so many bytes have come.
  ///   - observe: is told how many bytes have come, at each chunk.
  func see(
    _ request: TransportRequest, leavingAfter limit: Int = .max,
    _ observe: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> Seen {
    try await withThrowingTaskGroup(of: Seen.self) { group in
      group.addTask { try await read(request, leavingAfter: limit, observe) }
      return try await group.next() ?? Seen()
    }
  }

  private func read(
    _ request: TransportRequest, leavingAfter limit: Int, _ observe: (Int) -> Void
  ) async throws -> Seen {
    var seen = Seen()
    do {
      let response = try await send(request)
      seen.status = response.head.status.code
      for try await chunk in response.body {
        seen.bytes += chunk.bytes
        observe(seen.bytes.count)
        if seen.bytes.count >= limit { withUnsafeCurrentTask { $0?.cancel() } }
      }
    } catch let failure as TransportFailure {
      seen.failure = failure
    } catch is CancellationError {
      seen.wasCancelled = true
    }
    return seen
  }
}

extension CurlTransport {
  /// A transport that no proxy variable of the machine disturbs.
  static func direct(
    traffic: WireTraffic? = nil, time: any TimeSource = RealTime()
  ) -> CurlTransport {
    CurlTransport(Configuration(proxy: .none), traffic: traffic, time: time)
  }
}

extension TransportRequest {
  static func post(to authority: String, _ path: String = "/run_sse") -> TransportRequest {
    TransportRequest(
      head: HTTPRequest(method: .post, scheme: "http", authority: authority, path: path),
      body: HTTPBody("{}"), connection: .fresh)
  }
}
