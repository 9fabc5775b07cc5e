import HTTPTypes
import NemoHTTP
import NemoTime

/// One request and its answer, as seen from both the caller's tasks and the transport's thread.
final class Exchange: Sendable, Identifiable {
  let request: HTTPRequest
  let target: RequestTarget
  let isFresh: Bool
  let upload: Upload
  private let queue: CommandQueue
  private let inbox: Locked<Inbox>

  init(
    _ request: HTTPRequest, target: RequestTarget, isFresh: Bool, upload: Upload,
    responseLimit: Int, queue: CommandQueue
  ) {
    self.request = request
    self.target = target
    self.isFresh = isFresh
    self.upload = upload
    self.queue = queue
    self.inbox = Locked(Inbox(limit: responseLimit))
  }

  // MARK: The caller's side

  /// The head of the final response.
  func head() async throws -> HTTPResponse {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        inbox.withLock { $0.awaitHead(continuation) }?()
      }
    } onCancel: {
      cancel()
    }
  }

  /// The next piece of the body; nil at its end.
  func nextChunk() async throws -> BodyChunk? {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let (resume, mustUnpause) = inbox.withLock { inbox in
          let resume = inbox.awaitChunk(continuation)
          return (resume, inbox.takeUnpause())
        }
        if mustUnpause { queue.push(.resumeReceiving(id)) }
        resume?()
      }
    } onCancel: {
      cancel()
    }
  }

  /// Ends the exchange unless it has ended already. Whoever waits gets a `CancellationError`.
  func cancel() {
    guard inbox.withLock({ $0.isOpen }) else { return }
    inbox.withLock { $0.cancel() }?()
    upload.close()
    queue.push(.remove(id))
  }

  /// The length of the response's body, where its head tells it.
  func expectedLength(of head: HTTPResponse) -> Int? {
    // RFC 9110 sections 9.3.2, 15.3.5 and 15.4.5: these have no body whatever the head says.
    if request.method == .head || head.status == .noContent || head.status == .notModified {
      return 0
    }
    // RFC 9112 section 6.3: Transfer-Encoding overrides Content-Length.
    guard head.headerFields[.transferEncoding] == nil else { return nil }
    return head.headerFields[.contentLength].flatMap { Int($0) }
  }

  // MARK: The thread's side

  /// The final head is complete.
  func receive(_ head: HTTPResponse) {
    inbox.withLock { $0.receive(head) }
  }

  /// Takes bytes of the body; false when they must be offered again later.
  func receive(_ bytes: UnsafeRawBufferPointer, at instant: Instant) -> Bool {
    inbox.withLock { $0.receive(bytes, at: instant) }
  }

  /// Hands on what has come. Returns how many countable things arrived since the last call, and
  /// whether the transfer was paused over a buffer that is empty now.
  func flush() -> (arrived: Int, mustUnpause: Bool) {
    let (resume, result) = inbox.withLock { inbox in
      let resume = inbox.flush()
      return (resume, (arrived: inbox.takeArrived(), mustUnpause: inbox.takeUnpause()))
    }
    resume?()
    return result
  }

  /// The transfer is over: nil when all of it arrived. Only the first call counts.
  func finish(_ failure: TransportFailure?) {
    upload.close()
    inbox.withLock { $0.finish(failure) }?()
  }
}

extension HTTPField.Name {
  static let transferEncoding = HTTPField.Name("Transfer-Encoding")!
}
