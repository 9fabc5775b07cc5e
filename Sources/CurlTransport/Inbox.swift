import HTTPTypes
import NemoHTTP
import NemoTime

/// What has arrived of a response, and who waits for it.
///
/// A value behind its exchange's lock. What wakes a task is returned as a closure, to be called
/// once the lock is open.
struct Inbox {
  typealias Resume = () -> Void

  private enum Waiter {
    case head(CheckedContinuation<HTTPResponse, any Error>)
    case chunk(CheckedContinuation<BodyChunk?, any Error>)
  }

  private enum Outcome {
    case complete
    case failed(any Error)
  }

  /// libcurl hands over at most this much at a time; a smaller buffer would never take it.
  private static let smallestLimit = 16 << 10

  private let limit: Int
  private var head: HTTPResponse?
  private var bytes: [UInt8] = []
  private var deliveries: [BodyChunk.Delivery] = []
  private var outcome: Outcome?
  private var waiter: Waiter?
  private var isPaused = false
  private var arrived = 0

  init(limit: Int) {
    self.limit = max(limit, Self.smallestLimit)
  }

  var isOpen: Bool { outcome == nil }

  // MARK: What arrives

  mutating func receive(_ head: HTTPResponse) {
    self.head = head
    arrived += 1
  }

  mutating func receive(_ part: UnsafeRawBufferPointer, at instant: Instant) -> Bool {
    guard bytes.isEmpty || bytes.count + part.count <= limit else {
      isPaused = true
      return false
    }
    bytes.append(contentsOf: part)
    deliveries.append(.init(at: instant, length: part.count))
    arrived += part.count
    return true
  }

  mutating func finish(_ failure: TransportFailure?) -> Resume? {
    guard isOpen else { return nil }
    outcome = failure.map { .failed($0) } ?? .complete
    return flush()
  }

  mutating func cancel() -> Resume? {
    guard isOpen else { return nil }
    outcome = .failed(CancellationError())
    head = nil
    bytes = []
    deliveries = []
    return flush()
  }

  mutating func takeArrived() -> Int {
    defer { arrived = 0 }
    return arrived
  }

  // MARK: Who waits

  mutating func awaitHead(_ continuation: CheckedContinuation<HTTPResponse, any Error>) -> Resume? {
    wait(.head(continuation))
  }

  mutating func awaitChunk(_ continuation: CheckedContinuation<BodyChunk?, any Error>) -> Resume? {
    wait(.chunk(continuation))
  }

  private mutating func wait(_ newcomer: Waiter) -> Resume? {
    precondition(waiter == nil, "the body of a response was read by two tasks at once")
    waiter = newcomer
    return flush()
  }

  /// Whether the buffer has just been emptied for a transfer that was paused over it.
  mutating func takeUnpause() -> Bool {
    guard isPaused, bytes.isEmpty, isOpen else { return false }
    isPaused = false
    return true
  }

  /// Hands what there is to whoever waits: bytes first, the outcome after them.
  mutating func flush() -> Resume? {
    switch waiter {
    case nil: nil
    case .head(let continuation): flush(to: continuation)
    case .chunk(let continuation): flush(to: continuation)
    }
  }

  private mutating func flush(
    to continuation: CheckedContinuation<HTTPResponse, any Error>
  ) -> Resume? {
    if let head {
      waiter = nil
      return { continuation.resume(returning: head) }
    }
    guard case .failed(let error) = outcome else { return nil }
    waiter = nil
    return { continuation.resume(throwing: error) }
  }

  private mutating func flush(
    to continuation: CheckedContinuation<BodyChunk?, any Error>
  ) -> Resume? {
    if !bytes.isEmpty {
      let chunk = BodyChunk(bytes, deliveries: deliveries)
      bytes = []
      deliveries = []
      waiter = nil
      return { continuation.resume(returning: chunk) }
    }
    guard let outcome else { return nil }
    waiter = nil
    switch outcome {
    case .complete: return { continuation.resume(returning: nil) }
    case .failed(let error): return { continuation.resume(throwing: error) }
    }
  }
}
