import NIOCore
import NIOHTTP1
import NIOPosix

/// What NIO does by itself: a channel handler that writes one body.
enum BareServer {
  /// Never ends: the process does.
  static func start(body: [UInt8]) throws -> Int {
    let channel = try ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.backlog, value: 4_096)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.configureHTTPServerPipeline(
            withPipeliningAssistance: false, withErrorHandling: false)
          try channel.pipeline.syncOperations.addHandler(BareHandler(body: body))
        }
      }
      .bind(host: "127.0.0.1", port: 0).wait()
    return channel.localAddress?.port ?? 0
  }
}

private final class BareHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let body: ByteBuffer

  init(body: [UInt8]) { self.body = ByteBuffer(bytes: body) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .end = unwrapInboundIn(data) else { return }
    let head = HTTPResponseHead(
      version: .http1_1, status: .ok,
      headers: ["content-type": "application/json", "content-length": "\(body.readableBytes)"])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }
}
