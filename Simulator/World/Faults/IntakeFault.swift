/// How a request's body is taken, where that is other than usual.
public struct IntakeFault: Sendable, Hashable, Codable {
  /// How many bytes of the body are read before ``then`` happens; nil for all of them.
  public var afterBytes: Int?
  public var then: Then
  /// How fast the body is read; nil for as fast as it comes.
  public var bytesPerSecond: Int?
  /// Whether a client that waits for `100 Continue` (RFC 9110 section 10.1.1) waits in vain.
  public var withholdsContinue = false

  public enum Then: String, Sendable, Hashable, Codable {
    /// Nothing: the rest is read.
    case goOn
    /// The request is completed with what has come, as `BodyFacts.cut`.
    case answer
    /// The connection is reset.
    case reset
    /// The connection closes without an answer.
    case close
    /// Nothing more is read, and nothing is answered.
    case stall
  }

  public init(
    afterBytes: Int? = nil, then: Then = .goOn, bytesPerSecond: Int? = nil,
    withholdsContinue: Bool = false
  ) {
    self.afterBytes = afterBytes
    self.then = then
    self.bytesPerSecond = bytesPerSecond
    self.withholdsContinue = withholdsContinue
  }
}
