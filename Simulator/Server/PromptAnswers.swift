import NIOCore
import NIOHTTP1
import NemoHTTP

/// Answers requests on the thread of the event loop as they are read, where that needs no waiting.
///
/// A connection's task does all the rest. Without it a short answer costs half as much.
struct PromptAnswers: Sendable {
  let transport: any PromptTransport
  let isSecure: Bool

  /// Answers the requests at the front of what was read, one after the other.
  ///
  /// - Returns: what remains of the parts. If it was begun, the first of them is its head, and its
  ///   end is dropped.
  func answer(
    _ parts: [HTTPServerRequestPart], write: (ByteBuffer) -> Bool
  ) -> (rest: ArraySlice<HTTPServerRequestPart>, begun: BegunRequest?) {
    var rest = parts[...]
    while let request = Self.wholeRequest(at: rest, isSecure) {
      let answer = transport.begin(TransportRequest(head: request.request))
      guard let bytes = Self.bytes(of: answer, to: request) else {
        rest.remove(at: rest.startIndex + 1)
        return (rest, BegunRequest(head: request, answer: answer))
      }
      rest = rest.dropFirst(2)
      guard write(bytes) else { break }
    }
    return (rest, nil)
  }

  /// A request that has no body, whose connection goes on after it, and that can be answered.
  private static func wholeRequest(
    at parts: ArraySlice<HTTPServerRequestPart>, _ isSecure: Bool
  ) -> RequestHead? {
    guard parts.count >= 2, case .head(let head) = parts[parts.startIndex],
      case .end(nil) = parts[parts.startIndex + 1],
      let request = try? RequestHead(head, isSecure: isSecure)
    else { return nil }
    return request.length == 0 && request.keepsAlive && !request.expectsContinue ? request : nil
  }

  /// All of a short response; nil for others.
  private static func bytes(of answer: BegunAnswer, to request: RequestHead) -> ByteBuffer? {
    guard case .response(let response) = answer, response.wire == nil else { return nil }
    return Framing(of: response, to: request).whole(response, isLast: false)
  }
}
