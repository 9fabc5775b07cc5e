/// An exchange that did not end as HTTP has it: what failed, and whether anything was sent.
///
/// Its description never holds a URL's query, a header or a body.
public struct TransportFailure: Error, Sendable, Hashable {
  public var code: Code
  /// How much of the request may have left this machine.
  public var sent: Sent
  /// How many bytes of the response's body had arrived.
  public var receivedBytes: Int
  /// More for the developer: an operation, an errno. Free of secrets.
  public var detail: String
  /// What a server that is to fail so puts on its socket; nil for what is usual for the code.
  public var wire: WireScript?

  public init(
    _ code: Code, sent: Sent, receivedBytes: Int = 0, detail: String = "", wire: WireScript? = nil
  ) {
    self.code = code
    self.sent = sent
    self.receivedBytes = receivedBytes
    self.detail = detail
    self.wire = wire
  }

  /// Decides between "safe to repeat" and "find out by reading state".
  public enum Sent: String, Sendable, Hashable, Codable {
    /// Nothing left: no connection was made. Repeating is safe.
    case nothing
    /// A part of the request or all of it may have arrived.
    case possibly
    /// The server has answered, so it has the request.
    case complete
  }

  /// What failed. Other transports may add codes of their own.
  public struct Code: RawRepresentable, Sendable, Hashable, Codable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The host's name has no address.
    public static let unresolved = Code(rawValue: "unresolved")
    /// No connection: refused or unreachable.
    public static let unreachable = Code(rawValue: "unreachable")
    /// The certificate was not accepted, or the TLS handshake failed.
    public static let insecure = Code(rawValue: "insecure")
    /// The connection ended before the response's head.
    public static let noResponse = Code(rawValue: "no-response")
    /// The connection was reset.
    public static let reset = Code(rawValue: "reset")
    /// The body ended short: no last chunk, or fewer bytes than `Content-Length`.
    public static let short = Code(rawValue: "short")
    /// What came is not HTTP.
    public static let malformed = Code(rawValue: "malformed")
    /// The content encoding could not be undone.
    public static let undecodable = Code(rawValue: "undecodable")
    /// No byte came for longer than the idle limit.
    public static let idle = Code(rawValue: "idle")
    /// The exchange took longer than its total limit.
    public static let overdue = Code(rawValue: "overdue")
    /// More bytes came than the reader takes.
    public static let tooLarge = Code(rawValue: "too-large")
    /// The request's body could not be read on this machine.
    public static let unreadableBody = Code(rawValue: "unreadable-body")
    /// Something else, told in the detail.
    public static let other = Code(rawValue: "other")
  }
}

extension TransportFailure {
  /// Whether both say the same; what a server would put on its socket is no part of that.
  public static func == (one: TransportFailure, other: TransportFailure) -> Bool {
    one.code == other.code && one.sent == other.sent && one.receivedBytes == other.receivedBytes
      && one.detail == other.detail
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(sent)
    hasher.combine(receivedBytes)
    hasher.combine(detail)
  }
}

extension TransportFailure: CustomStringConvertible {
  public var description: String {
    let reason = detail.isEmpty ? wording : "\(wording) (\(detail))"
    return "\(reason); \(sentWording)"
  }

  private var wording: String {
    switch code {
    case .unresolved: "the host's name could not be resolved"
    case .unreachable: "no connection could be made"
    case .insecure: "no trusted TLS connection could be made"
    case .noResponse: "the connection closed before an answer came"
    case .reset: "the connection was reset"
    case .short: "the answer ended before it was complete"
    case .malformed: "the answer is not valid HTTP"
    case .undecodable: "the answer's content encoding is broken"
    case .idle: "nothing was received for too long"
    case .overdue: "the answer took too long"
    case .tooLarge: "the answer is larger than expected"
    case .unreadableBody: "the file to send could not be read"
    default: "the exchange failed: \(code.rawValue)"
    }
  }

  private var sentWording: String {
    switch sent {
    case .nothing: "nothing was sent"
    case .possibly: "the request may have been received"
    case .complete: "the request was received"
    }
  }
}
