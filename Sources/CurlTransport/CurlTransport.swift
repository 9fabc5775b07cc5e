import CCurl
public import NemoHTTP
public import NemoTime

/// An HTTP client over libcurl: one thread, any number of exchanges.
///
/// Plain HTTP speaks HTTP/1.1, TLS negotiates HTTP/2. Redirects are not followed, no content
/// encoding is asked for or undone, and only `http` and `https` are spoken. Time limits other than
/// the one for connecting are ``LimitedTransport``'s.
///
/// libcurl repeats a request by itself when a kept-alive connection dies before the first byte of
/// an answer. Requests with ``TransportRequest/Connection/fresh`` get a connection of their own and
/// are sent once.
///
/// A response that is still being read keeps its transport alive.
public final class CurlTransport: HTTPTransport {
  /// libcurl and the libraries that it uses, with their versions.
  public static var libraryVersion: String { curl_version().map { String(cString: $0) } ?? "" }

  private let configuration: Configuration
  private let queue: CommandQueue
  private let traffic: WireTraffic?
  private let time: any TimeSource

  /// Starts the thread.
  ///
  /// - Parameters:
  ///   - traffic: shared with a server in the same process, where both run in virtual time.
  ///   - time: stamps the deliveries of bodies.
  public init(
    _ configuration: Configuration = Configuration(), traffic: WireTraffic? = nil,
    time: any TimeSource = RealTime()
  ) {
    self.configuration = configuration
    self.traffic = traffic
    self.time = time
    self.queue = TransferLoop.start(configuration, traffic: traffic, time: time)
  }

  deinit { shutdown() }

  /// Ends the thread: what is in flight fails, and so does what is sent later. Safe to repeat.
  public func shutdown() {
    queue.close()
  }

  /// Sends a request and returns once the head of the final response has arrived.
  ///
  /// The body is read while it is sent, a bounded part ahead. An answer that comes before all of
  /// the body was sent is returned, and the rest of the body is left unread.
  ///
  /// - Throws: ``TransportFailure``; `CancellationError` when the task is cancelled, here and while
  ///   the response's body is read.
  public func send(_ request: TransportRequest) async throws -> TransportResponse {
    try Task.checkCancellation()
    let target = try RequestTarget(request.head)
    let upload = try await Upload.begin(request.body, limit: configuration.requestBufferBytes)
    let exchange = Exchange(
      request.head, target: target, isFresh: request.connection == .fresh, upload: upload,
      responseLimit: configuration.responseBufferBytes, queue: queue)
    // Dropping the last reference to the guard abandons the exchange.
    let abandonment = Abandonment(of: exchange, over: self)
    queue.push(.start(exchange, traffic?.open()))
    upload.pump(on: time.executor) { [queue] in queue.push(.resumeSending(exchange.id)) }
    let head = try await exchange.head()
    return TransportResponse(
      head: head,
      body: HTTPBody(length: exchange.expectedLength(of: head)) {
        try await abandonment.exchange.nextChunk()
      })
  }
}

/// Cancels an exchange when nobody can read its response any more, and keeps the transport until
/// then.
private final class Abandonment: Sendable {
  let exchange: Exchange
  private let transport: CurlTransport

  init(of exchange: Exchange, over transport: CurlTransport) {
    self.exchange = exchange
    self.transport = transport
  }

  deinit { exchange.cancel() }
}
