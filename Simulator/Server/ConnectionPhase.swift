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
  private let limit: TimeAmount
  private var lastRead = NIODeadline.distantPast
  private var check: Scheduled<Void>?

  init(_ phase: ConnectionPhase, limit: TimeAmount) {
    self.phase = phase
    self.limit = limit
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { begin(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    begin(context)
    context.fireChannelActive()
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    lastRead = context.eventLoop.now
    context.fireChannelReadComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    check?.cancel()
    check = nil
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    check?.cancel()
    check = nil
  }

  private func begin(_ context: ChannelHandlerContext) {
    guard check == nil else { return }
    lastRead = context.eventLoop.now
    look(again: limit, context)
  }

  private func look(again delay: TimeAmount, _ context: ChannelHandlerContext) {
    check = context.eventLoop.assumeIsolated().scheduleTask(in: delay) { [self] in
      let silence = context.eventLoop.now - lastRead
      if silence >= limit, phase.awaitsClient { return context.close(promise: nil) }
      look(again: silence >= limit ? limit : limit - silence, context)
    }
  }
}
