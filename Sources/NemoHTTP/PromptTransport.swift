/// A transport that can begin an answer without waiting for anything.
///
/// Not every caller has a task to wait in: a server answers on the thread on which a request came,
/// and a task for each request costs about as much as a short answer itself.
package protocol PromptTransport: HTTPTransport {
  /// Does what ``HTTPTransport/send(_:)`` does, up to where it would wait or throw.
  ///
  /// Never blocks. The request's body is all at hand.
  func begin(_ request: TransportRequest) -> BegunAnswer
}

/// How far an answer has come.
package enum BegunAnswer: Sendable {
  /// It is here, though its body may still be arriving.
  case response(TransportResponse)
  /// What is left of it. Dropping it abandons the exchange.
  case rest(@Sendable () async throws -> TransportResponse)

  /// The response, waited for if it must be.
  package func response() async throws -> TransportResponse {
    switch self {
    case .response(let response): response
    case .rest(let finish): try await finish()
    }
  }
}
