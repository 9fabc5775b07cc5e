import HTTPTypes
import NemoHTTP
import NemoTime

/// One thing that a fault does to an exchange or to the world.
enum Effect: Sendable {
  /// The request never reaches the world; this is what becomes of it.
  case instead(TransportFailure)
  /// The request is refused, and nothing of it is done.
  case refuse(Refusal)
  /// The request's body is taken otherwise than it should.
  case intake(IntakeFault)
  /// What arrived of the body is changed before the world sees it.
  case arrival(@Sendable (inout BodyFacts) -> Void)
  /// The world changes before it answers.
  case world(@Sendable (inout World, OpenExchange.Request) -> Void)
  /// The answer is changed after everything that was asked for is done.
  case answer(@Sendable (inout Plan, inout SeededGenerator) -> Void)
  /// The answer is changed by somebody who knows the world and the request.
  case reply(@Sendable (inout Plan, World, OpenExchange.Request) -> Void)
  /// The run that a message started is changed.
  case run(@Sendable (inout Run) -> Void)
  /// The frames of a stream and its end are changed; what the run does is not.
  case stream(@Sendable (inout StreamScript, inout SeededGenerator) -> Void)
}

extension Effect {
  /// A message's answer as JSON is changed; other answers stay as they are.
  static func json(_ change: @escaping @Sendable (inout JSON) -> Void) -> Effect {
    .answer { plan, _ in
      guard case .bytes(let bytes) = plan.body, var value = try? JSONParser.value(of: bytes) else {
        return
      }
      change(&value)
      plan.setBody(value.bytes)
    }
  }
}

extension Plan {
  /// Replaces the body; `Content-Length` follows it.
  mutating func setBody(_ bytes: [UInt8]) {
    body = .bytes(bytes)
    headers[.contentLength] = String(bytes.count)
  }
}
