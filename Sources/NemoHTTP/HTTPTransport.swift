public import HTTPTypes

/// Whatever answers an HTTP request: a network client, a recorder, a replayer, a simulated service.
///
/// A conforming type can be this small:
///
/// ```swift
/// struct AlwaysTeapot: HTTPTransport {
///   func send(_ request: TransportRequest) async throws -> TransportResponse {
///     TransportResponse(head: HTTPResponse(status: .init(code: 418)), body: .empty)
///   }
/// }
/// ```
public protocol HTTPTransport: Sendable {
  /// Sends a request and returns once the head of the final response has arrived.
  ///
  /// The body arrives afterwards, as it is read. Dropping the response without reading its body to
  /// the end abandons the exchange. A transport never follows redirects and never repeats a
  /// request by itself.
  ///
  /// - Throws: ``TransportFailure``; `CancellationError` when the task is cancelled.
  func send(_ request: TransportRequest) async throws -> TransportResponse
}

/// A request: its head, its body, and whether it may travel on a connection that was used before.
public struct TransportRequest: Sendable {
  /// The head. `scheme`, `authority` and `path` are all required.
  public var head: HTTPRequest
  public var body: HTTPBody
  /// Whether the request may use a kept-alive connection.
  ///
  /// HTTP clients repeat a request by themselves when a kept-alive connection dies before the first
  /// byte of an answer (RFC 9110 section 9.2.2 allows it for idempotent methods; libcurl does it for
  /// POST as well). Whatever must not run twice says ``Connection/fresh``.
  public var connection: Connection

  public enum Connection: Sendable, Hashable {
    case reusable, fresh
  }

  public init(head: HTTPRequest, body: HTTPBody = .empty, connection: Connection = .reusable) {
    self.head = head
    self.body = body
    self.connection = connection
  }
}

/// The head of a response, and a body that is still arriving.
public struct TransportResponse: Sendable {
  public var head: HTTPResponse
  public var body: HTTPBody
  /// How a server puts the response on its socket, where that is other than usual.
  public var wire: WireScript?

  public init(head: HTTPResponse, body: HTTPBody, wire: WireScript? = nil) {
    self.head = head
    self.body = body
    self.wire = wire
  }
}
