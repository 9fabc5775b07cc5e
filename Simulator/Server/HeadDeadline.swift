import NIOCore
import NIOHTTP1
import NemoTime

/// Ends a connection whose request's head is not there in time, however often a byte of it comes.
///
/// Its time is the event loop's. A head that comes in one piece starts no timer. The decoder is
/// before it in the pipeline, so bytes that make no part yet show as an end of reading alone.
final class HeadDeadline: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundOut = ByteBuffer

  private let limit: TimeAmount
  private let phase: ConnectionPhase
  private var isInsideRequest = false
  private var hasMadeParts = false
  private var deadline: Scheduled<Void>?

  init(_ limit: Duration, _ phase: ConnectionPhase) {
    self.limit = TimeAmount(limit)
    self.phase = phase
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    hasMadeParts = true
    switch unwrapInboundIn(data) {
    case .head:
      isInsideRequest = true
      cancel()
    case .body: break
    case .end: isInsideRequest = false
    }
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    if !hasMadeParts, !isInsideRequest, deadline == nil { start(context) }
    hasMadeParts = false
    context.fireChannelReadComplete()
  }

  func channelInactive(context: ChannelHandlerContext) {
    cancel()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { cancel() }

  private func start(_ context: ChannelHandlerContext) {
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
      self.deadline = nil
      // While an answer is on its way, the next head may take its time.
      guard self.phase.awaitsClient else { return }
      context.writeAndFlush(self.wrapOutboundOut(Refusal.headOverdue.bytes), promise: nil)
      context.close(promise: nil)
    }
  }

  private func cancel() {
    deadline?.cancel()
    deadline = nil
  }
}
