import NemoHTTP

extension Fault {
  static let emptyReply = Fault(
    "empty-reply", .connect, .all,
    effect: "the connection closes without a byte; unlike with answer-lost nothing is done",
    remedy: "repeats what may be done twice, and finds out about the rest from the state"
  ) { _ in [.instead(TransportFailure(.noResponse, sent: .possibly))] }
}
