public import NemoHTTP
import NIOCore
import NIOPosix
import NemoTime

/// Puts any ``HTTPTransport`` on a socket: HTTP/1.1, with keep-alive, pipelining and streams.
///
/// ```swift
/// try await LoopbackServer.run(transport) { server in
///   print("Listening on \(server.url)")
/// }
/// ```
///
/// How a transport's failures look on the wire is told by `WireEnding`.
public enum LoopbackServer {
  /// How long exchanges may go on after ``RunningServer/shutDown()``.
  static let shutDownGrace = Duration.milliseconds(200)

  /// Serves while `body` runs. When it returns or throws, every exchange is cancelled, every
  /// connection is closed, and only then does this return.
  ///
  /// In virtual time call it inside the run, with ``Options/traffic``: its tasks stay on the
  /// executor of the caller's, if that has one.
  ///
  /// - Throws: what `body` throws; ``ServerFailure`` when the server cannot start.
  public static func run<Value: Sendable>(
    _ transport: any HTTPTransport, on options: Options = Options(),
    body: (RunningServer) async throws -> Value
  ) async throws -> Value {
    let listener = try await held(options, "the start of a server") {
      try await Listener.bind(options)
    }
    let (shutDowns, shutDown) = AsyncStream<Void>.makeStream()
    let (requests, listening) = AsyncStream<Listening.Request>.makeStream()
    let server = RunningServer(
      port: listener.port, isSecure: options.makeSecurityHandler != nil, host: options.host,
      shutDowns: shutDowns, request: shutDown, listening: listening, traffic: options.traffic)
    return try await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await Listening(first: listener, options: options, requests: requests).serve(transport)
      }
      let outcome = await outcome { try await body(server) }
      // The sockets close off the executor: a virtual clock stands still until they have.
      let hold = options.traffic?.hold("the end of a server")
      defer { hold?.release() }
      group.cancelAll()
      await group.waitForAll()
      return outcome
    }.get()
  }

  /// Serves until the task is cancelled or ``RunningServer/shutDown()`` is called; both return.
  ///
  /// - Parameter ready: called once, when connections are accepted.
  /// - Throws: what `ready` throws; ``ServerFailure`` when the server cannot start.
  public static func serve(
    _ transport: any HTTPTransport, on options: Options = Options(),
    ready: (RunningServer) async throws -> Void
  ) async throws {
    try await run(transport, on: options) { server in
      try await ready(server)
      for await _ in server.shutDowns { break }
      try? await Task.sleep(for: shutDownGrace)
    }
  }

  private static func held<Value>(
    _ options: Options, _ name: String, _ work: () async throws -> Value
  ) async throws -> Value {
    let hold = options.traffic?.hold(name)
    defer { hold?.release() }
    return try await work()
  }

  private static func outcome<Value>(
    _ work: () async throws -> Value
  ) async -> Result<Value, any Error> {
    do { return .success(try await work()) } catch { return .failure(error) }
  }
}

/// A server that accepts connections.
public struct RunningServer: Sendable {
  /// The port that it listens on.
  public let port: Int
  /// Where it is reached, without a slash at its end.
  public let url: String
  let shutDowns: AsyncStream<Void>
  private let request: AsyncStream<Void>.Continuation
  let listening: AsyncStream<Listening.Request>.Continuation
  let traffic: WireTraffic?

  init(
    port: Int, isSecure: Bool, host: String, shutDowns: AsyncStream<Void>,
    request: AsyncStream<Void>.Continuation, listening: AsyncStream<Listening.Request>.Continuation,
    traffic: WireTraffic?
  ) {
    self.port = port
    self.listening = listening
    self.traffic = traffic
    let shownHost = host.contains(":") ? "[\(host)]" : host
    self.url = "\(isSecure ? "https" : "http")://\(shownHost):\(port)"
    self.shutDowns = shutDowns
    self.request = request
  }

  /// Ends ``LoopbackServer/serve(_:on:ready:)`` after a short grace for answers under way. Has no
  /// effect in ``LoopbackServer/run(_:on:body:)``, which ends with its body. Safe to repeat.
  public func shutDown() { request.yield() }
}
