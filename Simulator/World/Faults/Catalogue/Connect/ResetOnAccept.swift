import NemoHTTP

extension Fault {
  /// On a listener that other requests share, the reset comes once the request is known; a listener
  /// of its own resets before a byte is read.
  static let resetOnAccept = Fault(
    "reset-on-accept", .connect, .all,
    effect: "the connection is made, then reset: RST; nothing of the request is done",
    remedy: "repeats what may be done twice, and finds out about the rest from the state"
  ) { _ in [.instead(TransportFailure(.reset, sent: .possibly))] }
}
