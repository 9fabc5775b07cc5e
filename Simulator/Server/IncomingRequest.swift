import NIOHTTP1
import NemoHTTP

/// A request as a connection's task gets it.
enum IncomingRequest: Sendable {
  /// Its head. Its body, if there is one, may still be arriving.
  case head(HTTPRequestHead)
  /// All of it was there, and its answer was begun.
  case begun(BegunRequest)
}

/// A request that is whole, and how far its answer has come.
final class BegunRequest: Sendable {
  let head: RequestHead
  let answer: BegunAnswer

  init(head: RequestHead, answer: BegunAnswer) {
    self.head = head
    self.answer = answer
  }
}
