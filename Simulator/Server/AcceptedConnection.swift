import NIOCore
import NIOHTTP1

/// A client's channel, not read from until somebody takes it up.
///
/// A server that ends drops those that nobody has taken up; they close.
final class AcceptedConnection: Sendable {
  /// Where the handler of TLS is found again.
  static let securityHandlerName = "security"

  let channel: any Channel
  let reader: PartReader
  let writer: WireWriter
  let phase = ConnectionPhase()

  /// Builds the pipeline. There is no encoder: this module writes its responses as bytes, because
  /// some of them are not HTTP.
  init(_ channel: any Channel, options: LoopbackServer.Options) throws {
    self.channel = channel
    reader = PartReader(channel, phase)
    writer = WireWriter(channel)
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(IdleGuard(phase, limit: .init(options.idleLimit)))
    if let security = options.makeSecurityHandler?() {
      try pipeline.addHandler(security, name: Self.securityHandlerName)
    }
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = options.maximumHeaderFieldBytes
    limits.maxHeaderListSize = options.maximumHeaderBytes
    try pipeline.addHandler(
      ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: limits)))
    try pipeline.addHandler(HeadDeadline(options.headLimit, phase))
    try pipeline.addHandler(ConnectionHandler(reader, writer))
  }

  /// Who has taken it up has closed it by then.
  deinit { channel.close(promise: nil) }

  /// Begins to read.
  ///
  /// - Parameter promptAnswers: what answers on the event loop, if anything does.
  func take(_ promptAnswers: PromptAnswers?) {
    let channel = channel
    channel.eventLoop.execute {
      let handler = try? channel.pipeline.syncOperations.handler(type: ConnectionHandler.self)
      handler?.promptAnswers = promptAnswers
      try? channel.syncOptions?.setOption(.autoRead, value: true)
    }
  }

  /// Closes the connection, and returns once it is.
  func close() async {
    channel.close(promise: nil)
    try? await channel.closeFuture.get()
  }
}
