import HTTPTypes
import NemoHTTP
import NemoTime

/// A recorded answer on its way to a client.
struct ReplayedResponse {
  private let response: Exchange.Response
  private let isToHEAD: Bool
  private let end: ReplayedEnd
  private let start: Instant
  private let time: any TimeSource
  private let pace: ReplayPace

  init(
    _ response: Exchange.Response, toMethod method: String, end: ReplayedEnd, start: Instant,
    time: any TimeSource, pace: ReplayPace
  ) {
    self.response = response
    self.isToHEAD = method == "HEAD"
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
    let length = length(&head)
    return TransportResponse(head: head, body: HTTPBody(length: length, once: chunks()))
  }

  /// The length that the body's reader is told.
  private func length(_ head: inout HTTPResponse) -> Int? {
    // RFC 9110 sections 9.3.2, 15.3.5 and 15.4.5: these have no body whatever the head says.
    if isToHEAD || response.status == 204 || response.status == 304 { return 0 }
    guard let length = head.headerFields[.contentLength].flatMap({ Int($0) }) else { return nil }
    let size = response.body.sizeBytes
    guard end.isClosed, length != size else { return length }
    // An answer that ended well has all its bytes: this one was edited by hand.
    head.headerFields[.contentLength] = String(size)
    return size
  }

  private func chunks() -> @Sendable () async throws -> BodyChunk? {
    let progress = Locked(Progress())
    let body = ReplayedBody(response.body)
    let (cuts, end, start, time, pace) = (response.cuts, end, start, time, pace)
    return {
      let now = progress.withLock { $0 }
      guard now.cut < cuts.count else {
        try await end.reach(now.offset)
        return nil
      }
      let next = cuts[now.cut]
      try await time.wait(for: pace.scaled(next.at), since: start)
      let length = body.pieceLength(of: max(0, next.length - now.served))
      let bytes = try body.bytes(at: now.offset, count: length)
      progress.withLock { $0.advance(by: length, in: next) }
      return BodyChunk(bytes, at: time.now)
    }
  }

  /// How far a body was served.
  private struct Progress {
    var cut = 0
    /// Of this cut, in bytes.
    var served = 0
    /// Of the body, in bytes.
    var offset = 0

    mutating func advance(by count: Int, in current: Exchange.Cut) {
      served += count
      offset += count
      guard served >= current.length else { return }
      cut += 1
      served = 0
    }
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

  var isClosed: Bool { end.kind == .closed }

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
