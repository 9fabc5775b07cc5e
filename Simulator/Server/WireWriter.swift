import NIOCore
import NemoTime

/// Writes to one connection, waiting while its socket takes no more.
final class WireWriter: Sendable {
  private typealias Waiter = UnsafeContinuation<Void, any Error>

  private struct State {
    var isWritable = true
    var isClosed = false
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
      try await withUnsafeThrowingContinuation { (waiter: Waiter) in
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
