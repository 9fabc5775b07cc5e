import LoopbackServer
import NemoCassette
import NemoHTTP
import NemoTime

/// A loopback socket that opens when somebody asks for its address.
final class TestSocket: Sendable {
  private enum State {
    case unasked
    case opening([CheckedContinuation<String, any Error>])
    case done(Result<String, any Error>)
  }

  private let state = Locked(State.unasked)
  private let outside: OutsideWork
  private let isExpecting = Locked(false)
  private let asks: AsyncStream<Void>
  private let ask: AsyncStream<Void>.Continuation

  init(for outside: OutsideWork) {
    self.outside = outside
    (asks, ask) = AsyncStream<Void>.makeStream()
  }

  /// The address; opens the socket at first.
  func url() async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      let known: Result<String, any Error>? = state.withLock { state in
        switch state {
        case .done(let result): return result
        case .unasked: state = .opening([continuation])
        case .opening(let waiting): state = .opening(waiting + [continuation])
        }
        return nil
      }
      guard let known else {
        expect()
        ask.yield()
        return
      }
      continuation.resume(with: known)
    }
  }

  /// Waits for the first one who asks, then serves until the task is cancelled.
  ///
  /// - Parameter backend: the base URL of what is served; a path in it is kept.
  func serve(
    for backend: String, _ makeTransport: @Sendable () throws -> any HTTPTransport
  ) async {
    for await _ in asks {
      do {
        try await LoopbackServer.run(makeTransport()) { server in
          settle(.success(Gateway.clientURL(at: server.url, for: backend)))
          await cancellation()
        }
      } catch {
        return settle(.failure(error))
      }
      break
    }
    settle(
      .failure(TestBackendError(.ended, "This backend went away at the end of its test.")))
  }

  /// Nobody comes any more. Call once, after ``serve(for:_:)``.
  func close() {
    if isExpecting.withLock({ $0 }) { outside.dismiss() }
  }

  /// Before the test waits for the first time for what virtual time knows nothing of.
  private func expect() {
    let isFirst = isExpecting.withLock { isExpecting in
      defer { isExpecting = true }
      return !isExpecting
    }
    if isFirst { outside.expect() }
  }

  private func settle(_ result: Result<String, any Error>) {
    let waiting: [CheckedContinuation<String, any Error>] = state.withLock { state in
      defer { state = .done(result) }
      if case .opening(let waiting) = state { return waiting }
      return []
    }
    for continuation in waiting { continuation.resume(with: result) }
  }

  private func cancellation() async {
    let (never, continuation) = AsyncStream<Never>.makeStream()
    for await _ in never {}
    continuation.finish()
  }
}
