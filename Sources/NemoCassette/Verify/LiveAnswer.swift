import HTTPTypes
import NemoHTTP

/// What a live backend answered, as far as it is compared.
struct LiveAnswer {
  /// How much of a body is looked at; more only counts.
  static let bodyLimitBytes = 16 << 20

  /// Nil when no head came.
  var status: Int?
  var headers: [HeaderPair] = []
  var body: [UInt8] = []
  var sizeBytes = 0
  /// The name of the failure; nil when it ended well.
  var failure: String?
  /// Why there was no connection; nil when there was one.
  var noConnection: TransportFailure?

  private static let noConnection: [TransportFailure.Code] = [.unresolved, .unreachable, .insecure]

  /// Sends a request and reads everything that comes back.
  ///
  /// - Throws: `CancellationError`. That nothing answers is an answer too.
  static func to(
    _ request: TransportRequest, on transport: any HTTPTransport
  ) async throws -> LiveAnswer {
    var answer = LiveAnswer()
    do {
      let response = try await transport.send(request)
      answer.status = response.head.status.code
      answer.headers = response.head.headerFields.map { HeaderPair($0.name.rawName, $0.value) }
      for try await chunk in response.body {
        answer.sizeBytes += chunk.bytes.count
        if answer.sizeBytes <= bodyLimitBytes { answer.body += chunk.bytes }
      }
    } catch let failure as TransportFailure {
      answer.failure = failure.code.rawValue
      if noConnection.contains(failure.code) { answer.noConnection = failure }
    } catch let error as CassetteError {
      answer.failure = "not on the cassette that answers (\(error.code.rawValue))"
    }
    return answer
  }

  /// Whether the backend asks for a token (contract section 6.2).
  var isWithoutToken: Bool {
    status == 401 || JSONNode.parse(body)?["code"]?.integer(in: body) == 1001
  }

  var isEventStream: Bool { HeaderRules.isEventStream(headers.first("Content-Type")) }
}
