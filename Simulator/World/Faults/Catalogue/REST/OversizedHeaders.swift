import NemoHTTP

extension Fault {
  static let oversizedHeaders = Fault(
    "oversized-headers", .rest, .all,
    effect: "the request is done; the head of the answer has 320 fields of 1 kB",
    remedy: "gives up at its limit, without a repetition that would bring the same again"
  ) { _ in
    [
      .answer { plan, _ in
        plan.body = .failure(
          TransportFailure(.tooLarge, sent: .possibly, wire: .text(oversizedHead)))
      }
    ]
  }

  /// Beyond the 256 kB that this package's own transport takes, and what libcurl takes in a line.
  private static let oversizedHead =
    "HTTP/1.1 200 OK\r\n"
    + (1...320).map { "X-Padding-\($0): \(String(repeating: "x", count: 1_008))\r\n" }.joined()
    + "Content-Length: 0\r\n\r\n"
}
