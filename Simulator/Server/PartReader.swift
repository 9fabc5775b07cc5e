import NIOCore
import NIOHTTP1
import NemoHTTP
import NemoTime

/// The requests on one connection, part by part, for one reader at a time.
///
/// The event loop puts parts in, and a task takes them out. Not NIO's own asynchronous channel: on
/// one thread a request costs about half of what it costs there, and a connection half the memory.
final class PartReader: Sendable {
  /// How many parts wait at most before no more are read from the socket, and how few there must
  /// be before they are again.
  private static let mostParts = 10
  private static let fewParts = 2

  private typealias Waiter = CheckedContinuation<HTTPServerRequestPart?, any Error>

  private struct State {
    var parts = CircularBuffer<HTTPServerRequestPart>(initialCapacity: 0)
    var waiter: Waiter?
    /// Whether the next request is waited for, and not the rest of one.
    var awaitsRequest = false
    /// Goes with the first part.
    var begun: BegunRequest?
    /// No more parts come.
    var isFinished = false
    /// What is thrown once, after the last part.
    var failure: (any Error)?
    /// A wait was cancelled: nothing is given out any more.
    var isGivenUp = false
    /// The channel asked to read while enough parts waited.
    var owesRead = false
    var receivedParts = 0
  }

  private let state = Locked(State())
  private let channel: any Channel
  private let phase: ConnectionPhase

  init(_ channel: any Channel, _ phase: ConnectionPhase) {
    self.channel = channel
    self.phase = phase
  }

  /// The next request; nil at the end of the connection. What is left of the last one is dropped.
  ///
  /// - Throws: as ``next()``.
  func nextRequest() async throws -> IncomingRequest? {
    state.withLock { $0.awaitsRequest = true }
    defer { state.withLock { $0.awaitsRequest = false } }
    while let part = try await next() {
      guard case .head(let head) = part else { continue }
      return state.withLock { $0.begun.take() }.map(IncomingRequest.begun) ?? .head(head)
    }
    return nil
  }

  /// Takes the end of a request, if that is what has come next.
  func takeEnd() -> Bool {
    let (taken, reads) = state.withLock { state in
      guard case .end = state.parts.first, state.waiter == nil else { return (false, false) }
      state.parts.removeFirst()
      return (true, owedRead(&state))
    }
    if reads { channel.read() }
    return taken
  }

  /// As ``next()``, for the parts of a body: a client that stops sending them is not waited for
  /// longer than one that sends no request.
  func nextOfBody() async throws -> HTTPServerRequestPart? {
    phase.awaitsClient = true
    defer { phase.awaitsClient = false }
    return try await next()
  }

  /// The next part; nil at the end of the connection, and for good once a wait was cancelled.
  ///
  /// - Throws: `HTTPParserError` when the client does not speak HTTP; ``TransportFailure`` when
  ///   somebody else is reading.
  func next() async throws -> HTTPServerRequestPart? {
    if Task.isCancelled { giveUp() }
    let (taken, reads) = try state.withLock { state in (try take(&state), owedRead(&state)) }
    if reads { channel.read() }
    if let taken { return taken.part }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { wait($0) }
    } onCancel: {
      giveUp()
    }
  }

  private struct Taken { var part: HTTPServerRequestPart? }

  /// nil when there is nothing to take yet.
  private func take(_ state: inout State) throws -> Taken? {
    guard state.waiter == nil else {
      throw TransportFailure(.other, sent: .complete, detail: "a body has one reader at a time")
    }
    if state.isGivenUp { return Taken(part: nil) }
    if let part = state.parts.popFirst() {
      // A stream keeps no room for parts that may never come.
      if state.parts.isEmpty { state.parts = CircularBuffer(initialCapacity: 0) }
      return Taken(part: part)
    }
    guard state.isFinished else { return nil }
    guard let failure = state.failure else { return Taken(part: nil) }
    state.failure = nil
    throw failure
  }

  private func wait(_ waiter: Waiter) {
    // Something may have come since it was found that nothing had.
    let result = state.withLock { state in
      let result = Result { try take(&state) }
      if case .success(nil) = result { state.waiter = waiter }
      return result
    }
    switch result {
    case .success(let taken?): waiter.resume(returning: taken.part)
    case .success(nil): break
    case .failure(let error): waiter.resume(throwing: error)
    }
  }

  private func giveUp() {
    let (waiter, reads, begun) = state.withLock { state in
      state.isGivenUp = true
      state.parts = CircularBuffer(initialCapacity: 0)
      defer { state.waiter = nil }
      return (state.waiter, owedRead(&state), state.begun.take())
    }
    waiter?.resume(returning: nil)
    if reads { channel.read() }
    // Abandoned, and not under the lock: others are told of it.
    _ = consume begun
  }
}

// MARK: The channel's side

extension PartReader {
  /// How many parts have come, also those that nobody takes.
  var receivedParts: Int { state.withLock { $0.receivedParts } }

  /// Whether everything that came was taken, and the next request is waited for.
  var awaitsRequest: Bool { state.withLock { $0.awaitsRequest && $0.waiter != nil } }

  /// Takes what was read from the socket in one go.
  ///
  /// - Parameter begun: what was begun of the request whose head is the first of the parts, and
  ///   which is whole. Only for a reader that ``awaitsRequest``.
  func receive(_ parts: some Collection<HTTPServerRequestPart>, begun: BegunRequest? = nil) {
    let ready = state.withLock { state -> (Waiter, HTTPServerRequestPart?)? in
      state.receivedParts += parts.count
      guard !state.isGivenUp, !state.isFinished else { return nil }
      state.begun = begun
      state.parts.append(contentsOf: parts)
      return takeForWaiter(&state)
    }
    if let (waiter, part) = ready { waiter.resume(returning: part) }
  }

  private func takeForWaiter(_ state: inout State) -> (Waiter, HTTPServerRequestPart?)? {
    guard let waiter = state.waiter else { return nil }
    state.waiter = nil
    guard let taken = try? take(&state) else {
      state.waiter = waiter
      return nil
    }
    return (waiter, taken.part)
  }

  /// No more parts come: the connection is closed, or what comes is no HTTP. Only the first call
  /// counts.
  func finish(_ failure: (any Error)? = nil) {
    let waiter = state.withLock { state -> Waiter? in
      guard !state.isFinished else { return nil }
      state.isFinished = true
      defer { state.waiter = nil }
      // A waiter has taken all there was.
      if state.waiter == nil { state.failure = failure }
      return state.waiter
    }
    if let failure { waiter?.resume(throwing: failure) } else { waiter?.resume(returning: nil) }
  }

  /// Whether the socket may be read now. If not, ``next()`` sees to it later.
  func mayRead() -> Bool {
    state.withLock { state in
      // What nobody will take is read and dropped: only who reads sees the client leave.
      let mayRead = state.isFinished || state.isGivenUp || state.parts.count < Self.mostParts
      state.owesRead = !mayRead
      return mayRead
    }
  }

  private func owedRead(_ state: inout State) -> Bool {
    guard state.owesRead, state.parts.count <= Self.fewParts else { return false }
    state.owesRead = false
    return true
  }
}
