import HTTPTypes
import NemoHTTP
import NemoTime

/// A transport that answers with a closure.
struct Fake: HTTPTransport {
  let answer: @Sendable (TransportRequest) async throws -> TransportResponse

  init(_ answer: @escaping @Sendable (TransportRequest) async throws -> TransportResponse) {
    self.answer = answer
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    try await answer(request)
  }
}

extension TransportResponse {
  static func text(_ text: String, status: Int = 200, _ fields: HTTPFields = [:]) -> Self {
    TransportResponse(
      head: HTTPResponse(status: .init(code: status), headerFields: fields), body: HTTPBody(text))
  }

  static func stream(
    length: Int? = nil, _ next: @escaping @Sendable (Int) async throws -> BodyChunk?
  ) -> Self {
    let index = Locked(-1)
    return TransportResponse(
      head: HTTPResponse(status: .ok),
      body: HTTPBody(length: length) {
        try await next(
          index.withLock { index in
            index += 1
            return index
          })
      })
  }
}

extension BodyChunk {
  static func text(_ text: String) -> BodyChunk { BodyChunk(Array(text.utf8)) }
}
