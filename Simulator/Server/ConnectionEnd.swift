#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import NIOCore
import NIOHTTP1
import NIOPosix
import NemoHTTP

/// The ways in which the server ends a connection.
struct ConnectionEnd: Sendable {
  /// How long a client may be silent and not close its side after the server has, in real time.
  private static let lingerLimit = TimeAmount.seconds(10)
  /// How many times that is granted to a client that still sends.
  private static let mostLingers = 6

  let channel: any Channel
  let reader: PartReader
  let drainLimitBytes: Int

  /// Sends what is still to be sent, then FIN, and drops what the client still sends, up to the
  /// limit: closing with unread bytes would reset the connection and could destroy the answer.
  func close() async {
    closeAfterLinger()
    await drain(upTo: drainLimitBytes)
  }

  /// Sends RST. Nothing that is still to be sent is.
  func reset() async {
    guard let sockets = channel as? any SocketOptionProvider else { return }
    let abort = linger(l_onoff: 1, l_linger: 0)
    try? await sockets.setSoLinger(abort).get()
    // Below TLS, which would first say goodbye.
    let channel = channel
    let closing = channel.eventLoop.submit {
      let pipeline = channel.pipeline.syncOperations
      if let tls = try? pipeline.context(name: AcceptedConnection.securityHandlerName) {
        tls.close(promise: nil)
      } else {
        channel.close(promise: nil)
      }
    }
    try? await closing.get()
    await waitForClose()
  }

  /// Says nothing more until the client leaves or the task is cancelled.
  func silence() async {
    await drain(upTo: .max)
  }

  /// Ends as a script says; whether the connection is kept is not for it to decide.
  func perform(_ end: WireScript.End) async {
    switch end {
    case .usual, .close: await close()
    case .reset: await reset()
    case .silence: await silence()
    }
  }

  private func closeAfterLinger() {
    let channel = channel
    let sent = channel.eventLoop.makePromise(of: Void.self)
    channel.close(mode: .output, promise: sent)
    sent.futureResult.whenComplete { _ in waitForClient(lingersLeft: Self.mostLingers - 1) }
  }

  private func waitForClient(lingersLeft: Int) {
    let seen = reader.receivedParts
    let end = channel.eventLoop.scheduleTask(in: Self.lingerLimit) {
      if lingersLeft == 0 || reader.receivedParts == seen { return channel.close(promise: nil) }
      waitForClient(lingersLeft: lingersLeft - 1)
    }
    channel.closeFuture.whenComplete { _ in end.cancel() }
  }

  private func drain(upTo limitBytes: Int) async {
    var bytes = 0
    do {
      while let part = try await reader.next() {
        guard case .body(let buffer) = part else { continue }
        bytes += buffer.readableBytes
        if bytes > limitBytes { return }
      }
    } catch {
      // What the client sends is no HTTP: the channel drops the rest by itself.
    }
    await waitForClose()
  }

  private func waitForClose() async {
    let channel = channel
    await withTaskCancellationHandler {
      try? await channel.closeFuture.get()
    } onCancel: {
      channel.close(promise: nil)
    }
  }
}
