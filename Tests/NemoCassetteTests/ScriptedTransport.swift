import HTTPTypes
import NemoHTTP
import NemoTime

/// Answers each request with the next of its answers.
final class ScriptedTransport: HTTPTransport {
  struct Answer: Sendable {
    var status = 200
    var headers: [(String, String)] = [("Content-Type", "application/json")]
    /// Chunks and the pause before each.
    var chunks: [(after: Duration, bytes: [UInt8])] = []
    /// The pause before the end.
    var endAfter = Duration.zero
    /// Thrown at the end of the body.
    var failure: TransportFailure?
    /// Thrown instead of a head.
    var refusal: TransportFailure?
    var readsRequest = true
  }

  private let time: any TimeSource
  private let answers: Locked<[Answer]>
  let requests = Locked<[TransportRequest]>([])

  init(_ answers: [Answer], time: any TimeSource = RealTime()) {
    self.time = time
    self.answers = Locked(answers)
  }

  func send(_ request: TransportRequest) async throws -> TransportResponse {
    requests.withLock { $0.append(request) }
    let answer = answers.withLock { $0.removeFirst() }
    if let refusal = answer.refusal { throw refusal }
    if answer.readsRequest { _ = try await request.body.collect(upTo: .max) }
    var head = HTTPResponse(status: .init(code: answer.status))
    for (name, value) in answer.headers {
      head.headerFields.append(HTTPField(name: .init(name)!, value: value))
    }
    let rest = Locked(answer.chunks)
    let time = time
    return TransportResponse(
      head: head,
      body: HTTPBody(length: nil) {
        {
          let next = rest.withLock { $0.isEmpty ? nil : $0.removeFirst() }
          guard let next else {
            if answer.endAfter > .zero { try await time.sleep(for: answer.endAfter) }
            if let failure = answer.failure { throw failure }
            return nil
          }
          if next.after > .zero { try await time.sleep(for: next.after) }
          return BodyChunk(next.bytes, at: time.now)
        }
      })
  }
}

extension ScriptedTransport.Answer {
  static func json(_ text: String, status: Int = 200) -> Self {
    Self(status: status, chunks: [(.zero, Array(text.utf8))])
  }

  /// A stream of events in these chunks, a pause before each.
  static func events(
    _ chunks: [[UInt8]], pause: Duration = .zero, failure: TransportFailure? = nil
  ) -> Self {
    Self(
      headers: [("Content-Type", "text/event-stream")],
      chunks: chunks.map { (pause, $0) }, failure: failure)
  }
}

/// What a client saw of one exchange.
struct Seen: Equatable {
  var status = 0
  var headers: [String] = []
  var chunks: [[UInt8]] = []
  var failure: TransportFailure?
  /// When each chunk came and the body ended, since the request.
  var times: [Duration] = []

  var body: [UInt8] { chunks.flatMap { $0 } }
  var text: String { String(decoding: body, as: UTF8.self) }
}

let backend = "https://backend.invalid"

extension HTTPTransport {
  /// Sends a request and reads everything that comes back.
  func see(
    _ method: String = "GET", _ path: String, headers: [(String, String)] = [],
    body: HTTPBody = .empty, time: any TimeSource = RealTime()
  ) async throws -> Seen {
    var seen = Seen()
    let start = time.now
    do {
      let response = try await send(.to(method, path, headers: headers, body: body))
      seen.status = response.head.status.code
      seen.headers = response.head.headerFields.map { "\($0.name.rawName): \($0.value)" }
      for try await chunk in response.body {
        seen.chunks.append(chunk.bytes)
        seen.times.append(start.duration(to: time.now))
      }
    } catch let failure as TransportFailure {
      seen.failure = failure
    }
    seen.times.append(start.duration(to: time.now))
    return seen
  }
}

extension TransportRequest {
  static func to(
    _ method: String, _ path: String, headers: [(String, String)] = [], body: HTTPBody = .empty
  ) -> TransportRequest {
    let (authority, path) =
      path.hasPrefix("/")
      ? ("backend.invalid", path)
      : (
        String(path.prefix { $0 != "/" }), String(path.drop { $0 != "/" })
      )
    var head = HTTPRequest(
      method: .init(rawValue: method)!, scheme: "https", authority: authority, path: path)
    for (name, value) in headers {
      head.headerFields.append(HTTPField(name: .init(name)!, value: value))
    }
    return TransportRequest(head: head, body: body)
  }
}
