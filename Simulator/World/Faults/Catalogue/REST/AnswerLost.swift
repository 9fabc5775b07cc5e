import NemoHTTP

extension Fault {
  static let answerLost = Fault(
    "answer-lost", .rest, .all,
    effect: "the request is done; the connection closes without a byte of an answer",
    remedy: "repeats what is safe to repeat, and finds out about the rest from the state"
  ) { _ in
    [.answer { plan, _ in plan.body = .failure(TransportFailure(.noResponse, sent: .possibly)) }]
  }
}
