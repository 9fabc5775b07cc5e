import NemoHTTP
import NemoTime

/// The server's side of an exchange's account, where the client keeps one, and holds on the clock
/// for the waits in between.
struct Account: Sendable {
  let traffic: WireTraffic?
  let exchange: WireTraffic.Exchange?

  func join() { exchange?.join() }
  func leave() { exchange?.leave() }
  func received() { exchange?.received(1) }
  func sent(_ count: Int) { if count > 0 { exchange?.sent(count) } }

  /// Waits for the socket while the clock stands still.
  func held<Result>(_ work: () async throws -> Result) async rethrows -> Result {
    let hold = traffic?.hold("a server at its socket")
    defer { hold?.release() }
    return try await work()
  }
}
