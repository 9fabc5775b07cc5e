public import NemoTime

/// Time limits over any transport.
///
/// A limit that passes ends the exchange with ``TransportFailure/Code/idle`` or
/// ``TransportFailure/Code/overdue`` and abandons what the transport underneath was doing.
public struct LimitedTransport: HTTPTransport {
  private let base: any HTTPTransport
  private let time: any TimeSource
  private let limits: Limits

  public struct Limits: Sendable, Hashable {
    /// The longest wait for the head, and between two chunks.
    public var idle: Duration
    /// The longest time from the request to the end of the body.
    public var total: Duration

    public init(idle: Duration, total: Duration) {
      self.idle = idle
      self.total = total
    }
  }

  public init(_ base: any HTTPTransport, limits: Limits, time: any TimeSource) {
    self.base = base
    self.limits = limits
    self.time = time
  }

  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    let end = time.now.advanced(by: limits.total)
    // Sending a large body is progress too: every chunk that leaves moves the idle limit.
    let progress = Locked(time.now)
    var request = request
    let time = time
    request.body = request.body.observed { _ in progress.withLock { $0 = time.now } }
    let sent = request
    let base = base
    let response = try await within(end, receivedBytes: 0, idleSince: { progress.withLock { $0 } })
    {
      try await base.send(sent)
    }
    return TransportResponse(head: response.head, body: limited(response.body, until: end))
  }

  private func limited(_ body: HTTPBody, until end: Instant) -> HTTPBody {
    let iterator = body.makeAsyncIterator()
    let received = Locked(0)
    return HTTPBody(
      length: body.length,
      once: {
        let start = time.now
        let chunk = try await within(
          end, receivedBytes: received.withLock { $0 }, idleSince: { start }
        ) {
          var iterator = iterator
          return try await iterator.next()
        }
        received.withLock { $0 += chunk?.bytes.count ?? 0 }
        return chunk
      })
  }

  /// Runs `work` beside a watch that throws when a limit passes.
  private func within<Result: Sendable>(
    _ end: Instant, receivedBytes: Int, idleSince: @escaping @Sendable () -> Instant,
    _ work: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
      group.addTask { try await work() }
      group.addTask {
        try await watch(end, receivedBytes: receivedBytes, idleSince: idleSince)
        return nil
      }
      defer { group.cancelAll() }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw CancellationError()
    }
  }

  private func watch(
    _ end: Instant, receivedBytes: Int, idleSince: @Sendable () -> Instant
  ) async throws {
    while true {
      let idleEnd = idleSince().advanced(by: limits.idle)
      try await time.sleep(until: min(end, idleEnd), "limit of an exchange")
      let sent: TransportFailure.Sent = receivedBytes > 0 ? .complete : .possibly
      if time.now >= end {
        throw TransportFailure(.overdue, sent: sent, receivedBytes: receivedBytes)
      }
      if time.now >= idleSince().advanced(by: limits.idle) {
        throw TransportFailure(.idle, sent: sent, receivedBytes: receivedBytes)
      }
    }
  }
}
