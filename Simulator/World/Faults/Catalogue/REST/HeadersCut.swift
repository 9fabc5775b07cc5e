import NemoHTTP

extension Fault {
  /// libcurl calls it a success without a head, so that a client must look twice. Without its
  /// `Connection: close` it would even keep the connection for the next request.
  static let headersCut = Fault(
    "headers-cut", .rest, .all,
    effect: "the request is done; the connection closes inside the head of the answer",
    remedy: "as with a lost answer: a head without its end is none"
  ) { _ in
    [
      .answer { plan, _ in
        plan.body = .failure(
          TransportFailure(
            .noResponse, sent: .possibly,
            wire: .text("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Le")))
      }
    ]
  }
}
