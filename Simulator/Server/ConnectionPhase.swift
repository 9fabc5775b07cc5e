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
final class IdleGuard: ChannelInboundHandler, NIOScheduledCallbackHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let phase: ConnectionPhase
  private let limit: TimeAmount
  private var lastRead = NIODeadline.distantPast
  /// A callback and no scheduled task, which keeps a promise and three closures for each stream.
  private var check: NIOScheduledCallback?
  /// Until the connection ends.
  private var context: ChannelHandlerContext?

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
    end()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  private func begin(_ context: ChannelHandlerContext) {
    guard self.context == nil else { return }
    self.context = context
    lastRead = context.eventLoop.now
    look(again: limit, context)
  }

  private func end() {
    check?.cancel()
    check = nil
    context = nil
  }

  private func look(again delay: TimeAmount, _ context: ChannelHandlerContext) {
    check = try? context.eventLoop.assumeIsolated().scheduleCallback(in: delay, handler: self)
  }

  func handleScheduledCallback(eventLoop: some EventLoop) {
    guard let context else { return }
    let silence = eventLoop.now - lastRead
    if silence >= limit, phase.awaitsClient { return context.close(promise: nil) }
    look(again: silence >= limit ? limit : limit - silence, context)
  }
}
