import NemoHTTP

/// What of a request's body was read and is not sent yet. A value behind its upload's lock.
struct Outbox {
  /// What libcurl gets when it asks for bytes.
  enum Reading: Equatable {
    /// That many bytes; 0 is the end.
    case bytes(Int)
    /// None now: it is resumed when there are some.
    case pause
    /// The body failed.
    case abort
  }

  /// Bodies up to this length can be sent a second time, when libcurl finds that the kept-alive
  /// connection that it took was dead.
  static let rewindLimitBytes = 64 << 10

  private let length: Int?
  /// `bytes[sent...]` is to be sent; what is before it is kept for a rewind or not yet removed.
  private var bytes: [UInt8] = []
  private var sent = 0
  private var totalBytes = 0
  private var canRewind = true
  private var isEnded = false
  private var isPaused = false
  private var waiter: CheckedContinuation<Bool, Never>?
  private(set) var failure: TransportFailure?
  private(set) var isClosed = false

  init(length: Int?) {
    self.length = length
    self.isEnded = length == 0
  }

  /// Whether nothing more will be added.
  var isOver: Bool { isEnded || isClosed || failure != nil }

  private var unsent: Int { bytes.count - sent }

  // MARK: Bytes come in

  mutating func append(_ chunk: [UInt8]) throws {
    guard !isClosed else { return }
    try Self.check(totalBytes + chunk.count, against: length, isEnd: false)
    totalBytes += chunk.count
    if totalBytes > Self.rewindLimitBytes { canRewind = false }
    dropSent()
    bytes += chunk
  }

  mutating func end() throws {
    guard !isClosed else { return }
    try Self.check(totalBytes, against: length, isEnd: true)
    isEnded = true
  }

  /// A body of known length ends with its last byte: nothing more needs to be read for that.
  mutating func endIfComplete() {
    if totalBytes == length { isEnded = true }
  }

  mutating func fail(_ error: any Error) {
    failure = error as? TransportFailure ?? TransportFailure(.unreadableBody, sent: .nothing)
  }

  static func check(_ count: Int, against length: Int?, isEnd: Bool) throws {
    guard let length, isEnd ? count != length : count > length else { return }
    throw TransportFailure(
      .unreadableBody, sent: .nothing,
      detail: "the body has \(isEnd ? "only " : "at least ")\(count) of \(length) bytes")
  }

  private mutating func dropSent() {
    // Sent bytes are removed once they are half of the buffer, so that each is moved once.
    guard !canRewind, sent > 0, sent >= unsent else { return }
    bytes.removeFirst(sent)
    sent = 0
  }

  // MARK: Bytes go out

  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
    if failure != nil { return .abort }
    if unsent == 0 {
      isPaused = !isEnded
      return isEnded ? .bytes(0) : .pause
    }
    let count = min(unsent, buffer.count)
    bytes.withUnsafeBytes { buffer.copyMemory(from: .init(rebasing: $0[sent..<sent + count])) }
    sent += count
    return .bytes(count)
  }

  mutating func rewind() -> Bool {
    if canRewind { sent = 0 }
    return canRewind
  }

  /// Whether libcurl waits and would get something now.
  mutating func takeResume() -> Bool {
    guard isPaused, unsent > 0 || isEnded || failure != nil else { return false }
    isPaused = false
    return true
  }

  // MARK: Room

  /// The answer to whether there is room, unless it has to be waited for.
  mutating func awaitRoom(
    below limit: Int, _ continuation: CheckedContinuation<Bool, Never>
  ) -> Bool? {
    if isOver { return false }
    if unsent < limit { return true }
    waiter = continuation
    return nil
  }

  mutating func takeWaiter(ifBelow limit: Int) -> CheckedContinuation<Bool, Never>? {
    guard unsent < limit else { return nil }
    defer { waiter = nil }
    return waiter
  }

  mutating func close() -> CheckedContinuation<Bool, Never>? {
    defer { waiter = nil }
    isClosed = true
    return waiter
  }
}
