/// What a server that misbehaves on purpose puts on its socket for one exchange.
///
/// A response or a ``TransportFailure`` may carry one. In memory nobody looks at it: what carries it
/// says there what libcurl makes of the same bytes.
public struct WireScript: Sendable, Hashable {
  public var steps: [Step]
  public var end: End

  public init(_ steps: [Step], end: End = .close) {
    self.steps = steps
    self.end = end
  }

  public enum Step: Sendable, Hashable {
    /// These bytes, as they are.
    case bytes([UInt8])
    /// The response's head. Not for a script of a failure, which has none.
    case head(Framing)
    /// The response's body, in the framing that its head announced.
    case body
  }

  /// What the head says about where the body ends.
  public enum Framing: Sendable, Hashable {
    /// As it is usual for this response.
    case usual
    /// `Content-Length` with this number, whatever the body has.
    case length(Int)
    /// Nothing: the body lasts until the connection closes.
    case untilClose
  }

  public enum End: String, Sendable, Hashable {
    /// As usual: the connection is kept, if both sides want that.
    case usual
    /// The connection closes: FIN.
    case close
    /// The connection is reset: RST.
    case reset
    /// Nothing more comes, and the connection stays open until the client leaves.
    case silence
  }

  /// UTF-8 text as it is.
  public static func text(_ text: String, end: End = .close) -> WireScript {
    WireScript([.bytes(Array(text.utf8))], end: end)
  }
}

extension WireScript {
  /// Whether a server whose client waits for `100 Continue` keeps silent when a body is read in
  /// this task (RFC 9110 section 10.1.1).
  @TaskLocal package static var withholdsContinue = false
}
