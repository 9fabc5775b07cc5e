import HTTPTypes
import NemoCassette
import NemoHTTP
import NemoTime

/// What is behind a gateway: it remembers what it was asked.
final class OtherSide: HTTPTransport {
  struct Seen: Sendable {
    var url: String
    var fields: [String]
    var body: String
    var length: Int?
    var connection: TransportRequest.Connection
  }

  private let answer: @Sendable (TransportRequest) throws -> TransportResponse
  private let log = Locked<[Seen]>([])

  init(
    _ answer: @escaping @Sendable (TransportRequest) throws -> TransportResponse = { _ in
      .text("ok")
    }
  ) {
    self.answer = answer
  }

  var seen: [Seen] { log.withLock { $0 } }

  func gateway(_ purpose: Gateway.Purpose = .recording) throws -> Gateway {
    try Gateway(to: self, upstream: "https://api.test", for: purpose)
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    let head = request.head
    let seen = Seen(
      url: "\(head.scheme ?? "")://\(head.authority ?? "")\(head.path ?? "")",
      fields: head.headerFields.map { "\($0.name.canonicalName): \($0.value)" },
      body: try await request.body.text, length: request.body.length,
      connection: request.connection)
    log.withLock { $0.append(seen) }
    return try answer(request)
  }
}

extension HTTPTransport {
  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ fields: HTTPFields = [:],
    _ body: HTTPBody = .empty, authority: String = "127.0.0.1:4321"
  ) async throws -> TransportResponse {
    let head = HTTPRequest(
      method: method, scheme: "http", authority: authority, path: path, headerFields: fields)
    return try await send(TransportRequest(head: head, body: body))
  }
}

extension HTTPBody {
  var text: String {
    get async throws { String(decoding: try await collect(upTo: 8 << 20), as: UTF8.self) }
  }
}

extension TransportResponse {
  /// The fields in the order of their names.
  static func text(
    _ text: String, status: Int = 200, _ fields: [String: String] = [:]
  ) -> TransportResponse {
    var head = HTTPResponse(status: .init(code: status))
    for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
      head.headerFields.append(HTTPField(name: .init(name)!, value: value))
    }
    return TransportResponse(head: head, body: HTTPBody(text))
  }

  static func json(_ text: String, _ fields: [String: String] = [:]) -> TransportResponse {
    .text(text, fields.merging(["Content-Type": "application/json"]) { $1 })
  }

  /// A stream of events in these chunks; `onPull` is told before each.
  static func stream(
    _ chunks: [String], _ failure: TransportFailure? = nil,
    onPull: @escaping @Sendable () -> Void = {}
  ) -> TransportResponse {
    let left = Locked(chunks)
    let head = HTTPResponse(status: .ok, headerFields: [.contentType: "text/event-stream"])
    return TransportResponse(
      head: head,
      body: HTTPBody(length: nil) {
        guard let next = left.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) else {
          if let failure { throw failure }
          return nil
        }
        onPull()
        return BodyChunk(Array(next.utf8))
      })
  }
}
