import NemoHTTP
import NemoSimulator

extension StreamEnd {
  /// Ends a body of which so many bytes were sent, by returning for a good end.
  ///
  /// - Throws: what a client gets for another end; `CancellationError` once a stall is left.
  func perform(afterBytes count: Int) async throws {
    switch self {
    case .closed: return
    case .short: throw TransportFailure(.short, sent: .complete, receivedBytes: count)
    case .reset: throw TransportFailure(.reset, sent: .complete, receivedBytes: count)
    case .garbled: throw TransportFailure(.malformed, sent: .complete, receivedBytes: count)
    case .stall:
      await Cancellation.wait()
      throw CancellationError()
    }
  }
}
