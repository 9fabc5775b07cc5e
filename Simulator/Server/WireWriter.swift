import NIOCore
import NemoTime

/// Writes to one connection, waiting while its socket takes no more.
final class WireWriter: Sendable {
  /// How much another thread may hand to the event loop before it waits for what the loop says.
  private static let mostBytesAhead = 64 << 10
  /// How much is written on the loop's own thread before the loop looks at its other connections.
  private static let mostBytesInRow = 4 << 20
  /// The loop looks at its sockets only when nothing is due, which a shorter time might be.
  private static let pause = TimeAmount.microseconds(100)

  private typealias Waiter = CheckedContinuation<Void, any Error>

  private struct State {
    var isWritable = true
    var isClosed = false
    /// Handed over since the loop was last waited for.
    var bytesAhead = 0
    var lastID = 0
    var waiters: [Int: Waiter] = [:]
  }

  private let state = Locked(State())
  private let channel: any Channel

  init(_ channel: any Channel) { self.channel = channel }

  /// Hands bytes to the socket, and returns before they have left.
  ///
  /// - Throws: `ChannelError` when the connection is closed; `CancellationError` when the task is
  ///   cancelled while it waits.
  func write(_ bytes: ByteBuffer) async throws {
    while try !mayWrite() { try await waitUntilWritable() }
    channel.writeAndFlush(bytes, promise: nil)
    try await letLoopFollow(bytes.readableBytes)
  }

  /// On another thread it is known only from the loop that the client does not read: without a
  /// wait any number of pieces would be taken in until then. On the loop's own thread nothing else
  /// is read while one task goes on and on, however fast its client is.
  private func letLoopFollow(_ count: Int) async throws {
    let loop = channel.eventLoop
    let isOnLoop = loop.inEventLoop
    let limit = isOnLoop ? Self.mostBytesInRow : Self.mostBytesAhead
    let isTooFar = state.withLock { state in
      state.bytesAhead += count
      guard state.bytesAhead >= limit else { return false }
      state.bytesAhead = 0
      return true
    }
    guard isTooFar else { return }
    if isOnLoop {
      try await loop.scheduleTask(in: Self.pause) {}.futureResult.get()
    } else {
      try await loop.submit {}.get()
    }
  }

  private func mayWrite() throws -> Bool {
    try state.withLock { state in
      if state.isClosed { throw ChannelError.ioOnClosedChannel }
      return state.isWritable
    }
  }

  private func waitUntilWritable() async throws {
    let id = state.withLock { state in
      state.lastID += 1
      return state.lastID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (waiter: Waiter) in
        let mustWait = state.withLock { state in
          let mustWait = !state.isWritable && !state.isClosed && !Task.isCancelled
          if mustWait { state.waiters[id] = waiter }
          return mustWait
        }
        if mustWait { return }
        if Task.isCancelled {
          waiter.resume(throwing: CancellationError())
        } else {
          waiter.resume()
        }
      }
    } onCancel: {
      let waiter = state.withLock { $0.waiters.removeValue(forKey: id) }
      waiter?.resume(throwing: CancellationError())
    }
  }
}

// MARK: The channel's side

extension WireWriter {
  /// The socket takes more, or no more for now.
  func setWritable(_ isWritable: Bool) { wake { $0.isWritable = isWritable } }

  /// The connection is closed.
  func close() { wake { $0.isClosed = true } }

  private func wake(_ change: (inout State) -> Void) {
    let waiters = state.withLock { state -> [Waiter] in
      change(&state)
      guard state.isWritable || state.isClosed, !state.waiters.isEmpty else { return [] }
      defer { state.waiters = [:] }
      return state.waiters.sorted { $0.key < $1.key }.map(\.value)
    }
    for waiter in waiters { waiter.resume() }
  }
}
