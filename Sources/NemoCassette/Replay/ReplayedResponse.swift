import HTTPTypes
import NemoHTTP
import NemoTime

/// A recorded answer on its way to a client.
struct ReplayedResponse {
  private let response: Exchange.Response
  private let end: ReplayedEnd
  private let start: Instant
  private let time: any TimeSource
  private let pace: ReplayPace

  init(
    _ response: Exchange.Response, end: ReplayedEnd, start: Instant, time: any TimeSource,
    pace: ReplayPace
  ) {
    self.response = response
    self.end = end
    self.start = start
    self.time = time
    self.pace = pace
  }

  func transportResponse() throws -> TransportResponse {
    guard (100...999).contains(response.status) else {
      throw CassetteError(
        .unreadable, "\(response.status) on the tape is no status of a response. Mend it.")
    }
    var head = HTTPResponse(status: .init(code: response.status))
    for pair in response.headers {
      guard let name = HTTPField.Name(pair.name) else {
        throw CassetteError(
          .unreadable, "\(pair.name) on the tape is no name of a header. Mend it.")
      }
      head.headerFields.append(HTTPField(name: name, value: pair.value))
    }
    if case .omitted(let sha256, _) = response.body,
      let name = HTTPField.Name(SyntheticFiller.header)
    {
      head.headerFields.append(HTTPField(name: name, value: sha256))
    }
    let length = head.headerFields[.contentLength].flatMap { Int($0) }
    return TransportResponse(head: head, body: HTTPBody(length: length, once: chunks()))
  }

  private func chunks() -> @Sendable () async throws -> BodyChunk? {
    let progress = Locked((cut: 0, bytes: 0))
    let (response, end, start, time, pace) = (response, end, start, time, pace)
    return {
      let (cut, offset) = progress.withLock { $0 }
      guard cut < response.cuts.count else {
        try await end.reach(offset)
        return nil
      }
      let next = response.cuts[cut]
      try await time.wait(for: pace.scaled(next.at), since: start)
      progress.withLock { $0 = (cut + 1, offset + next.length) }
      return BodyChunk(response.bytes(at: offset, count: next.length), at: time.now)
    }
  }
}

extension Exchange.Response {
  func bytes(at offset: Int, count: Int) -> [UInt8] {
    guard case .bytes(let bytes) = body else {
      return SyntheticFiller.bytes(at: offset, count: count)
    }
    // A database from elsewhere may promise more than it holds.
    return Array(bytes.dropFirst(offset).prefix(max(0, count)))
  }
}

/// The end of a recorded exchange, in time.
struct ReplayedEnd {
  /// How long a client is waited for that left the recorded exchange.
  static let patience = Duration.seconds(1)

  private let end: ExchangeEnd
  private let start: Instant
  private let time: any TimeSource
  private let pace: ReplayPace

  init(_ end: ExchangeEnd, start: Instant, time: any TimeSource, pace: ReplayPace) {
    self.end = end
    self.start = start
    self.time = time
    self.pace = pace
  }

  /// Waits for the end and throws its failure; returns when it ended well.
  ///
  /// - Parameter receivedBytes: how much of the body was served; nil when no head was.
  func reach(_ receivedBytes: Int?) async throws {
    // What came after the client left is not known: a client that leaves at the same time again
    // must not see anything else first.
    let patience = end.kind == .cancelled ? Self.patience : .zero
    try await time.wait(for: pace.scaled(end.at).map { $0 + patience }, since: start)
    if let failure = end.failure(receivedBytes: receivedBytes) { throw failure }
  }
}

extension TimeSource {
  /// Waits until `offset` after `start`; not at all for nil.
  func wait(for offset: Duration?, since start: Instant) async throws {
    try Task.checkCancellation()
    guard let offset else { return }
    let deadline = start.advanced(by: offset)
    if deadline > now { try await sleep(until: deadline, "a recorded pause") }
  }
}
