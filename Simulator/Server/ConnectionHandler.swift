import NIOCore
import NIOHTTP1

/// The end of a connection's pipeline: hands what comes to its reader, and tells its writer what
/// the socket takes.
final class ConnectionHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// The room for that many parts is kept from one reading to the next.
  private static let keptParts = 16

  private let reader: PartReader
  private let writer: WireWriter
  /// What was read since the reader was last told.
  private var parts: [HTTPServerRequestPart] = []
  /// nil until the connection is taken up, and where its task does everything.
  var promptAnswers: PromptAnswers?

  init(_ reader: PartReader, _ writer: WireWriter) {
    self.reader = reader
    self.writer = writer
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    parts.append(unwrapInboundIn(data))
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    answer(context)
    context.fireChannelReadComplete()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    handOver()
    reader.finish(error)
    context.fireErrorCaught(error)
  }

  func channelInactive(context: ChannelHandlerContext) {
    end()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { end() }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    writer.setWritable(context.channel.isWritable)
    context.fireChannelWritabilityChanged()
  }

  func read(context: ChannelHandlerContext) {
    if reader.mayRead() { context.read() }
  }

  /// Answers what can be at once. The reader gets the rest, in its order.
  private func answer(_ context: ChannelHandlerContext) {
    guard let promptAnswers, !parts.isEmpty, context.channel.isWritable, reader.awaitsRequest else {
      return handOver()
    }
    var hasWritten = false
    let (rest, begun) = promptAnswers.answer(parts) { bytes in
      context.write(wrapOutboundOut(bytes), promise: nil)
      hasWritten = true
      return context.channel.isWritable
    }
    if hasWritten { context.flush() }
    if !rest.isEmpty { reader.receive(rest, begun: begun) }
    forgetParts()
  }

  private func handOver() {
    guard !parts.isEmpty else { return }
    reader.receive(parts)
    forgetParts()
  }

  private func forgetParts() {
    parts.removeAll(keepingCapacity: parts.count <= Self.keptParts)
  }

  private func end() {
    handOver()
    reader.finish()
    writer.close()
  }
}
