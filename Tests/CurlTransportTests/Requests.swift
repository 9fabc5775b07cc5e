import RawSockets
import CurlTransport
import HTTPTypes
import NemoHTTP

extension RawServer {
  func get(_ path: String = "/") -> TransportRequest {
    TransportRequest(
      head: HTTPRequest(method: .get, scheme: "http", authority: authority, path: path))
  }

  func post(
    _ path: String = "/", _ body: HTTPBody, _ connection: TransportRequest.Connection = .reusable
  ) -> TransportRequest {
    TransportRequest(
      head: HTTPRequest(method: .post, scheme: "http", authority: authority, path: path),
      body: body, connection: connection)
  }
}

extension CurlTransport {
  /// A transport that no proxy variable of the machine disturbs.
  static func direct(responseBufferBytes: Int = 1 << 20) -> CurlTransport {
    CurlTransport(Configuration(proxy: .none, responseBufferBytes: responseBufferBytes))
  }

  /// The whole body as text, and the head.
  func text(_ request: TransportRequest) async throws -> (HTTPResponse, String) {
    let response = try await send(request)
    return (
      response.head, String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self)
    )
  }

  /// What the exchange fails with, in its head or in its body; nil when it succeeds.
  func failure(_ request: TransportRequest) async -> TransportFailure? {
    do {
      _ = try await text(request)
      return nil
    } catch {
      return error as? TransportFailure
    }
  }
}
