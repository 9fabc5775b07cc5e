import NemoHTTP

extension Fault {
  static let garbage = Fault(
    "garbage", .rest, .all,
    effect: "the request is done; what comes back is not HTTP, then the connection closes",
    remedy: "as with a lost answer: it is unknown what was done"
  ) { _ in
    [
      .answer { plan, _ in
        plan.body = .failure(
          TransportFailure(.malformed, sent: .possibly, wire: .text("220 mail ready\r\n")))
      }
    ]
  }
}
