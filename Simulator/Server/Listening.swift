import NemoHTTP
import NemoTime

/// A port on which a server listens, except while it was told not to.
struct Listening: Sendable {
  /// What a ``RunningServer`` asks for, and who waits for it.
  struct Request: Sendable {
    var listens: Bool
    var done: CheckedContinuation<Void, any Error>
  }

  let first: Listener
  let options: LoopbackServer.Options
  let requests: AsyncStream<Request>

  /// Serves until the task is cancelled. Whoever asks for a change then is answered with
  /// `CancellationError`.
  func serve(_ transport: any HTTPTransport) async {
    var listener: Listener? = first
    var requests = requests.makeAsyncIterator()
    while let request = await serve(transport, on: listener, until: { await requests.next() }) {
      do {
        listener = try await change(to: request.listens)
        request.done.resume()
      } catch {
        listener = nil
        request.done.resume(throwing: error)
      }
    }
  }

  /// Every connection is closed when the next request comes.
  private func serve(
    _ transport: any HTTPTransport, on listener: Listener?, until next: () async -> Request?
  ) async -> Request? {
    await withTaskGroup(of: Void.self) { group in
      if let listener { group.addTask { await listener.serve(transport) } }
      let request = await next()
      if request != nil { await listener?.stopAccepting() }
      group.cancelAll()
      await group.waitForAll()
      return request
    }
  }

  private func change(to listens: Bool) async throws -> Listener? {
    guard listens else { return nil }
    var options = options
    options.port = first.port
    return try await Listener.bind(options)
  }
}

extension RunningServer {
  /// Closes the port and every connection, as when the process ends: who connects then is refused.
  /// Safe to repeat.
  ///
  /// - Throws: `CancellationError` when the server has ended.
  public func stopListening() async throws { try await ask(listens: false) }

  /// Listens on the same port again; closes every connection where it did already.
  ///
  /// - Throws: ``ServerFailure`` when another program has taken the port meanwhile;
  ///   `CancellationError` when the server has ended.
  public func listenAgain() async throws { try await ask(listens: true) }

  private func ask(listens: Bool) async throws {
    let hold = traffic?.hold("a change of listening")
    defer { hold?.release() }
    try await withCheckedThrowingContinuation { done in
      let result = listening.yield(Listening.Request(listens: listens, done: done))
      if case .enqueued = result { return }
      done.resume(throwing: CancellationError())
    }
  }
}
