#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import NIOCore
import NIOPosix
import NemoHTTP

/// A bound socket and the connections that it accepts.
struct Listener: Sendable {
  private static let backlog: Int32 = 4096
  /// A connection keeps a buffer of that size. Most heads of requests fit, and bodies make it grow.
  private static let firstReads = AdaptiveRecvByteBufferAllocator(
    minimum: 512, initial: 512, maximum: 64 << 10)

  let port: Int
  private let channel: NIOAsyncChannel<AcceptedConnection, Never>
  private let options: LoopbackServer.Options

  static func bind(_ options: LoopbackServer.Options) async throws -> Listener {
    do {
      let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .serverChannelOption(.backlog, value: backlog)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        .childChannelOption(.autoRead, value: false)
        .childChannelOption(.recvAllocator, value: firstReads)
        .bind(host: options.host, port: options.port) { channel in
          channel.eventLoop.makeCompletedFuture {
            try AcceptedConnection(channel, options: options)
          }
        }
      return Listener(
        port: channel.channel.localAddress?.port ?? options.port, channel: channel,
        options: options)
    } catch {
      throw ServerFailure(.cannotListen, "\(options.host):\(options.port)" + Self.reason(error))
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? IOError else { return ": \(error)" }
    switch error.errnoCode {
    case EADDRINUSE: return ", the port is taken"
    case EACCES: return ", which needs the rights of an administrator"
    default: return ", system error \(error.errnoCode)"
    }
  }

  /// Refuses who connects from now on. A child process that is just being started still has a copy of
  /// the socket: closing ours alone would leave the port open with it for a moment.
  func stopAccepting() async {
    let server = channel.channel
    let stop = server.eventLoop.submit {
      _ = try server.pipeline.syncOperations.withUnsafeTransportIfAvailable(
        of: NIOBSDSocket.Handle.self
      ) { shutdown($0, Int32(SHUT_RDWR)) }
    }
    try? await stop.get()
  }

  /// Serves every connection until the task is cancelled; returns when all of them are closed.
  func serve(_ transport: any HTTPTransport) async {
    let tasks = ConnectionTasks(limit: options.maximumConnections)
    // An executor that the caller is on, such as a virtual clock's, keeps everything.
    let staysOnCallers = withUnsafeCurrentTask { $0?.unownedTaskExecutor != nil }
    try? await channel.executeThenClose { connections in
      try await withThrowingDiscardingTaskGroup { group in
        var count = 0
        for try await accepted in connections {
          count += 1
          if let fate = options.admission?(count), fate != .serve {
            await accepted.turnAway(fate)
            continue
          }
          let connection = Connection(accepted, transport: transport, options: options)
          if staysOnCallers {
            group.addTask { await tasks.run(connection) }
          } else {
            tasks.start(connection, on: EventLoopExecutor.executor(of: accepted.channel.eventLoop))
          }
        }
        group.cancelAll()
      }
    }
    await tasks.end()
  }
}
