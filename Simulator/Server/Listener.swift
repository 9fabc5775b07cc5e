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

  /// Serves every connection until the task is cancelled; returns when all of them are closed.
  func serve(_ transport: any HTTPTransport) async {
    let tasks = ConnectionTasks(limit: options.maximumConnections)
    try? await channel.executeThenClose { connections in
      for try await accepted in connections {
        let connection = Connection(accepted, transport: transport, options: options)
        tasks.start(connection, on: executor(for: accepted))
      }
    }
    await tasks.end()
  }

  /// In virtual time all tasks stay on the clock's executor.
  private func executor(for accepted: AcceptedConnection) -> (any TaskExecutor)? {
    options.traffic?.executor ?? EventLoopExecutor.executor(of: accepted.channel.eventLoop)
  }
}
