import HTTPTypes
import NemoHTTP

/// An answer that is wholly there.
struct Answer: Sendable {
  var status: Int
  var headers: HTTPFields
  var body: [UInt8]

  /// What the answer says. A refusal also learns when to ask again.
  func decoded<Value>(
    _ decode: (_ status: Int, _ body: [UInt8]) throws -> Value
  ) throws -> Value {
    do {
      return try decode(status, body)
    } catch var refusal as BackendRefusal {
      refusal.retryAfter = headers.retryAfter
      throw refusal
    }
  }
}

extension HTTPFields {
  /// The longest that is believed: a week, as the limits of contract section 3.3.
  private static let longestRetryAfterSeconds = 7 * 86_400

  /// RFC 9110 section 10.2.3; nil for a date, which would need a clock that both sides share.
  var retryAfter: Duration? {
    self[.retryAfter].flatMap { Int($0) }.flatMap { seconds in
      seconds > 0 ? .seconds(Swift.min(seconds, Self.longestRetryAfterSeconds)) : nil
    }
  }
}

extension Answer {
  /// Whatever endpoint it is of.
  fileprivate var isRefusal: Bool {
    let value = try? JSONDocument(body).value
    return ResponseInterpreter.refusal(of: .state, status: status, body: value) != nil
  }
}

extension HTTPRequest {
  fileprivate func hasSameOrigin(as other: HTTPRequest) -> Bool {
    scheme == other.scheme && authority == other.authority
  }
}

/// Sends requests and follows the redirects of GETs.
struct Exchange: Sendable {
  let transport: any HTTPTransport
  let builder: RequestBuilder
  let redirectLimit: Int

  /// The head of the final answer.
  ///
  /// - Throws: ``TransportFailure``, also for a redirect that leads nowhere.
  func send(_ request: TransportRequest) async throws -> TransportResponse {
    try await follow(request).response
  }

  /// The head of the final answer, and the request that it answers.
  ///
  /// - Throws: as ``send(_:)``.
  func follow(
    _ request: TransportRequest
  ) async throws -> (request: TransportRequest, response: TransportResponse) {
    var request = request
    for _ in 0...redirectLimit {
      let response = try await transport.send(request)
      guard let location = redirect(of: response, to: request) else {
        return (request, response)
      }
      guard let head = builder.redirected(request.head, to: location) else {
        throw TransportFailure(.malformed, sent: .complete, detail: "a redirect that is not taken")
      }
      request.head = head
    }
    throw TransportFailure(.malformed, sent: .complete, detail: "too many redirects")
  }

  /// The whole answer.
  func answer(_ request: TransportRequest, limit: Int) async throws -> Answer {
    let (asked, response) = try await follow(request)
    let answer = Answer(
      status: response.head.status.code, headers: response.head.headerFields,
      body: try await body(of: response, limit: limit))
    // Another host was sent no token, so that its refusal says nothing about the account.
    if !asked.head.hasSameOrigin(as: request.head), answer.isRefusal {
      throw TransportFailure(.malformed, sent: .complete, detail: "another host refused")
    }
    return answer
  }

  /// A refusal stands on its status alone when its body breaks off, as it does when a server
  /// answers an upload early and closes.
  private func body(of response: TransportResponse, limit: Int) async throws -> [UInt8] {
    do {
      return try await response.body.collect(upTo: limit)
    } catch let failure as TransportFailure {
      guard response.head.status.code >= 400 else { throw failure }
      return []
    }
  }

  private func redirect(of response: TransportResponse, to request: TransportRequest) -> String? {
    guard request.head.method == .get else { return nil }
    switch response.head.status.code {
    case 301, 302, 303, 307, 308: return response.head.headerFields[.location]
    default: return nil
    }
  }
}
