import NemoHTTP
import NemoTime

/// The body of a request on its way from its chunks to libcurl, a bounded part ahead.
final class Upload: Sendable {
  /// In bytes; nil when the body does not tell.
  let length: Int?
  private let limit: Int
  private let outbox: Locked<Outbox>
  private let rest: HTTPBody.Iterator
  private let pumping = Locked<Task<Void, Never>?>(nil)

  /// Reads the first chunk, so that a body that cannot be read fails before anything is sent.
  static func begin(_ body: HTTPBody, limit: Int) async throws -> Upload {
    if body.length == 0 { return Upload(length: 0, limit: limit, rest: body.makeAsyncIterator()) }
    var iterator = body.makeAsyncIterator()
    do {
      guard let first = try await iterator.next() else {
        try Outbox.check(0, against: body.length, isEnd: true)
        return Upload(length: 0, limit: limit, rest: iterator)
      }
      let upload = Upload(length: body.length, limit: limit, rest: iterator)
      try upload.outbox.withLock { outbox in
        try outbox.append(first.bytes)
        outbox.endIfComplete()
      }
      return upload
    } catch {
      throw Self.failure(error)
    }
  }

  private init(length: Int?, limit: Int, rest: HTTPBody.Iterator) {
    self.length = length
    self.limit = limit
    self.rest = rest
    self.outbox = Locked(Outbox(length: length))
  }

  // MARK: The caller's side

  /// Reads the rest of the body as room for it comes up, until it ends or the upload is closed.
  ///
  /// - Parameter resume: called when libcurl waits for bytes and there are some.
  func pump(on executor: (any TaskExecutor)?, resume: @escaping @Sendable () -> Void) {
    guard outbox.withLock({ !$0.isOver }) else { return }
    let task = Task(executorPreference: executor) { await self.run(resume) }
    pumping.withLock { $0 = task }
    // It may have been closed in between.
    if outbox.withLock({ $0.isClosed }) { task.cancel() }
  }

  private func run(_ resume: @Sendable () -> Void) async {
    var iterator = rest
    do {
      while await hasRoom() {
        let chunk = try await iterator.next()
        let mustResume = try outbox.withLock { outbox in
          if let chunk { try outbox.append(chunk.bytes) } else { try outbox.end() }
          return outbox.takeResume()
        }
        if mustResume { resume() }
        if chunk == nil { return }
      }
    } catch {
      let mustResume = outbox.withLock { outbox in
        outbox.fail(Self.failure(error))
        return outbox.takeResume()
      }
      if mustResume { resume() }
    }
  }

  /// Waits until less than the limit is unsent; false once the upload is closed.
  private func hasRoom() async -> Bool {
    await withCheckedContinuation { continuation in
      let answer = outbox.withLock { $0.awaitRoom(below: limit, continuation) }
      if let answer { continuation.resume(returning: answer) }
    }
  }

  // MARK: The thread's side

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Outbox.Reading {
    let (reading, wake) = outbox.withLock { outbox in
      (outbox.read(into: buffer), outbox.takeWaiter(ifBelow: limit))
    }
    wake?.resume(returning: true)
    return reading
  }

  /// Back to the start; false when too much was sent for that.
  func rewind() -> Bool { outbox.withLock { $0.rewind() } }

  /// Why the body could not be read; nil when nothing went wrong with it.
  var failure: TransportFailure? { outbox.withLock { $0.failure } }

  /// No more of the body is needed.
  func close() {
    let waiter = outbox.withLock { $0.close() }
    waiter?.resume(returning: false)
    pumping.withLock { $0 }?.cancel()
  }

  private static func failure(_ error: any Error) -> any Error {
    switch error {
    case is CancellationError: error
    case let failure as TransportFailure where failure.code == .unreadableBody: failure
    case let failure as TransportFailure:
      TransportFailure(.unreadableBody, sent: .nothing, detail: failure.description)
    case let failure as FileFailure:
      TransportFailure(.unreadableBody, sent: .nothing, detail: failure.description)
    default:
      // Errors of others may describe what must not be told.
      TransportFailure(.unreadableBody, sent: .nothing, detail: "\(type(of: error))")
    }
  }
}
