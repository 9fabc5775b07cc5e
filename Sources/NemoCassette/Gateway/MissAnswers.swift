public import NemoHTTP

/// Answers what a tape does not have with a sentence, for clients that do not see Swift's errors.
///
/// The status is 501, which clients neither repeat by themselves nor take for an answer of the
/// backend; 500 for a tape that cannot be read. The body is `{"error": sentence, "code": code}`.
public struct MissAnswers: HTTPTransport {
  private let base: any HTTPTransport
  private let onMiss: @Sendable (CassetteError) -> Void

  /// - Parameter onMiss: told of each, from any thread.
  public init(
    to base: any HTTPTransport, onMiss: @escaping @Sendable (CassetteError) -> Void = { _ in }
  ) {
    self.base = base
    self.onMiss = onMiss
  }

  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    do {
      return try await base.send(request)
    } catch let error as CassetteError {
      onMiss(error)
      return .refusal(
        error.code == .unreadable ? 500 : 501, error.sentence, code: error.code.rawValue)
    }
  }
}
