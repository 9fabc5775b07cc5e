public import NemoHTTP

/// How an exchange ended.
public struct ExchangeEnd: Sendable, Hashable {
  public var kind: Kind
  /// How much of the request may have left; meaningful for failures.
  public var sent: TransportFailure.Sent
  /// The failure's own detail; free of secrets.
  public var detail: String
  /// When it ended, since the request was sent.
  public var at: Duration

  public init(
    _ kind: Kind, sent: TransportFailure.Sent = .complete, detail: String = "",
    at: Duration = .zero
  ) {
    self.kind = kind
    self.sent = sent
    self.detail = detail
    self.at = at
  }

  /// The end's name on the tape: one of these, or the code of any ``TransportFailure``.
  public struct Kind: RawRepresentable, Sendable, Hashable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// As HTTP has it.
    public static let closed = Kind(rawValue: "closed")
    /// No last chunk, or fewer bytes than the Content-Length.
    public static let short = Kind(rawValue: "short")
    /// The connection was reset.
    public static let reset = Kind(rawValue: "reset")
    /// Nothing came for longer than the idle limit.
    public static let idle = Kind(rawValue: "idle")
    /// The client left before the end.
    public static let cancelled = Kind(rawValue: "cancelled")
    /// The recording stopped before the end.
    public static let unfinished = Kind(rawValue: "unfinished")
  }

  /// What the replayer throws at this end; nil when it ended well.
  ///
  /// - Parameter receivedBytes: how much of the body was served before; nil when no head was.
  func failure(receivedBytes: Int?) -> TransportFailure? {
    let received = receivedBytes ?? 0
    switch kind {
    case .closed: return nil
    case .cancelled:
      return TransportFailure(
        .idle, sent: sent, receivedBytes: received, detail: "the recorded client left here")
    case .unfinished:
      return TransportFailure(
        receivedBytes == nil ? .noResponse : .short, sent: sent, receivedBytes: received,
        detail: "the recording stops here")
    default:
      return TransportFailure(
        .init(rawValue: kind.rawValue), sent: sent, receivedBytes: received, detail: detail)
    }
  }
}
