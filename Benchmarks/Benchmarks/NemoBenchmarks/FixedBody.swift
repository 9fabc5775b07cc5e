import HTTPTypes
import NemoHTTP

/// Answers everything with the same bytes.
struct FixedBody: HTTPTransport {
  let bytes: [UInt8]

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    TransportResponse(
      head: HTTPResponse(status: .ok, headerFields: [.contentType: "application/json"]),
      body: HTTPBody(bytes))
  }
}

/// Answers with the same large chunk, so many times.
struct LargeBody: HTTPTransport {
  let chunk: [UInt8]
  let count: Int

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let rest = Counter(count)
    let chunk = BodyChunk(chunk)
    return TransportResponse(
      head: HTTPResponse(status: .ok),
      body: HTTPBody(length: chunk.bytes.count * count, once: { rest.countDown() ? chunk : nil }))
  }
}

/// A number that several tasks may count down.
final class Counter: @unchecked Sendable {
  // `@unchecked`: touched by one reader of a body at a time.
  private var rest: Int
  init(_ count: Int) { rest = count }
  func countDown() -> Bool {
    rest -= 1
    return rest >= 0
  }
}
