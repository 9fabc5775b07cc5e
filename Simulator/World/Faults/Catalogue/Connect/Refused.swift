import NemoHTTP

extension Fault {
  /// TCP's own refusal: RST in answer to SYN, RFC 9293 section 3.5.2. On a socket it takes a
  /// listener of its own, because it comes before any request; one that is shared resets instead.
  static let refused = Fault(
    "refused", .connect, .all, effect: "no connection is made: nothing listens",
    remedy: "nothing was sent: safe to repeat; tells that the backend cannot be reached"
  ) { _ in [.instead(.refused)] }
}

extension TransportFailure {
  /// Nothing listens.
  static let refused = TransportFailure(
    .unreachable, sent: .nothing, wire: WireScript([], end: .reset))
}
