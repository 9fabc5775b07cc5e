import HTTPTypes
import NemoHTTP
import NemoTime

/// A backend that answers by a closure, and keeps what it was asked.
final class FakeBackend: HTTPTransport {
  struct Asked: Sendable, Equatable {
    var line: String
    var bearer: String?
    var body: String
  }

  private let answer: @Sendable (String) -> (status: Int, type: String, body: String)?
  private let log = Locked<[Asked]>([])

  init(_ answer: @escaping @Sendable (String) -> (status: Int, type: String, body: String)?) {
    self.answer = answer
  }

  var asked: [Asked] { log.withLock { $0 } }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let body = try await request.body.collect(upTo: 1 << 20)
    let head = request.head
    let line =
      "\(head.method.rawValue) \(head.scheme ?? "")://\(head.authority ?? "")\(head.path ?? "")"
    log.withLock {
      $0.append(
        Asked(
          line: line, bearer: head.headerFields[.authorization],
          body: String(decoding: body, as: UTF8.self)))
    }
    guard let answer = answer(line) else { throw TransportFailure(.noResponse, sent: .possibly) }
    var response = HTTPResponse(status: .init(code: answer.status))
    response.headerFields[.contentType] = answer.type
    return TransportResponse(head: response, body: HTTPBody(answer.body))
  }
}
