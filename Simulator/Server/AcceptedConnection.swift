import NIOCore
import NIOHTTP1
import NemoTime

/// A client's channel, not read from until somebody takes it up.
///
/// A server that ends drops those that nobody has taken up; they close.
final class AcceptedConnection: Sendable {
  typealias Stream = NIOAsyncChannel<HTTPServerRequestPart, ByteBuffer>

  /// Where the handler of TLS is found again.
  static let securityHandlerName = "security"

  let channel: any Channel
  let phase = ConnectionPhase()
  private let isTaken = Locked(false)

  /// Builds the pipeline. There is no encoder: this module writes its responses as bytes, because
  /// some of them are not HTTP.
  init(_ channel: any Channel, options: LoopbackServer.Options) throws {
    self.channel = channel
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(IdleStateHandler(readTimeout: .init(options.idleLimit)))
    try pipeline.addHandler(IdleGuard(phase))
    if let security = options.makeSecurityHandler?() {
      try pipeline.addHandler(security, name: Self.securityHandlerName)
    }
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = options.maximumHeaderFieldBytes
    limits.maxHeaderListSize = options.maximumHeaderBytes
    try pipeline.addHandler(
      ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: limits)))
    try pipeline.addHandler(HeadDeadline(options.headLimit, phase))
  }

  deinit {
    if !isTaken.withLock({ $0 }) { channel.close(promise: nil) }
  }

  /// Begins to read. The stream must be executed: NIO traps on one that is dropped, which is why
  /// it is made no earlier.
  ///
  /// - Throws: when the client is gone already.
  func take() async throws -> Stream {
    isTaken.withLock { $0 = true }
    let channel = channel
    return try await channel.eventLoop.submit {
      let stream = try Stream(wrappingChannelSynchronously: channel)
      try? channel.syncOptions?.setOption(.autoRead, value: true)
      return stream
    }.get()
  }
}
