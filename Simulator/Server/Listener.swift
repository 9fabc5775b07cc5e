import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NemoHTTP
import NemoTime

/// A bound socket and the connections that it accepts.
struct Listener: Sendable {
  typealias ClientChannel = NIOAsyncChannel<HTTPServerRequestPart, ByteBuffer>

  private static let backlog: Int32 = 4096

  let port: Int
  private let channel: NIOAsyncChannel<AcceptedConnection, Never>
  private let options: LoopbackServer.Options

  static func bind(_ options: LoopbackServer.Options) async throws -> Listener {
    let tls = try options.tls.map(tlsContext)
    do {
      let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.backlog, value: backlog)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .bind(host: options.host, port: options.port) { channel in
          channel.eventLoop.makeCompletedFuture {
            try AcceptedConnection(channel, tls: tls, options: options)
          }
        }
      return Listener(
        port: channel.channel.localAddress?.port ?? options.port, channel: channel,
        options: options)
    } catch {
      throw ServerFailure(.cannotListen, "\(options.host):\(options.port): \(error)")
    }
  }

  private static func tlsContext(_ tls: LoopbackServer.TLS) throws -> NIOSSLContext {
    do {
      let chain = try NIOSSLCertificate.fromPEMFile(tls.certificatePath)
      let key = try NIOSSLPrivateKey(file: tls.keyPath, format: .pem)
      return try NIOSSLContext(
        configuration: .makeServerConfiguration(
          certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key)))
    } catch {
      throw ServerFailure(
        .unreadableCertificate, "\(tls.certificatePath), \(tls.keyPath): \(error)")
    }
  }

  /// Serves every connection until the task is cancelled; returns when all of them are closed.
  func serve(_ transport: any HTTPTransport) async {
    let open = Locked(0)
    try? await channel.executeThenClose { connections in
      try await withThrowingDiscardingTaskGroup { group in
        for try await accepted in connections {
          let isWelcome = open.withLock { open in
            open += 1
            return open <= options.maximumConnections
          }
          group.addTask {
            defer { open.withLock { $0 -= 1 } }
            let connection = Connection(accepted, transport: transport, options: options)
            await connection.run(refusing: !isWelcome)
          }
        }
        group.cancelAll()
      }
    }
  }
}

/// A client's channel, ready to be read.
struct AcceptedConnection: Sendable {
  let channel: Listener.ClientChannel
  let phase = ConnectionPhase()

  /// Builds the pipeline. There is no encoder: this module writes its responses as bytes, because
  /// some of them are not HTTP.
  init(_ channel: any Channel, tls: NIOSSLContext?, options: LoopbackServer.Options) throws {
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(IdleStateHandler(readTimeout: .init(options.idleLimit)))
    try pipeline.addHandler(IdleGuard(phase))
    if let tls { try pipeline.addHandler(NIOSSLServerHandler(context: tls)) }
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = options.maximumHeaderFieldBytes
    limits.maxHeaderListSize = options.maximumHeaderBytes
    try pipeline.addHandler(
      ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: limits)))
    self.channel = try NIOAsyncChannel(wrappingChannelSynchronously: channel)
  }
}
