import NIOCore
import NemoTime

/// Whether a connection is waiting for the client: for its next request, or for more of a body.
final class ConnectionPhase: Sendable {
  private let state = Locked(true)

  var awaitsClient: Bool {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}

/// Closes a connection that was silent for too long, but never while an answer is under way:
/// a stream may be silent for hours.
final class IdleGuard: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let phase: ConnectionPhase

  init(_ phase: ConnectionPhase) { self.phase = phase }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent, phase.awaitsClient {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }
}
