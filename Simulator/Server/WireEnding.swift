import NIOCore
import NemoHTTP

/// How a transport's failure looks on the wire.
///
/// | the transport throws | before the head | inside the body |
/// |---|---|---|
/// | `.noResponse` | closed without an answer | closed short |
/// | `.reset` | reset | reset |
/// | `.malformed` | bytes that are not HTTP, then closed | a chunk size that is none, then closed |
/// | `.idle`, `.overdue` | silent until the client leaves | silent until the client leaves |
/// | `.short` | closed without an answer | closed short |
/// | anything else | 502 with a sentence in JSON | closed short |
///
/// A failure that carries a `WireScript` is performed as that says, in both columns.
///
/// Closed short: without the last chunk, or with fewer bytes than `Content-Length` says.
enum WireEnding {
  /// The connection closes.
  case close
  /// The connection is reset: RST, not FIN.
  case reset
  /// Bytes that break the message, then the connection closes.
  case garbage(ByteBuffer)
  /// Nothing more comes, and the connection stays open until the client leaves.
  case silence
  /// An answer of the server's own.
  case answer(Refusal)
  /// Bytes and an end that the failure brings along.
  case script(WireScript)

  /// What is sent instead of a status line.
  static let notHTTP = ByteBuffer(string: "this is not HTTP\r\n\r\n")
  /// What is sent instead of a chunk's size.
  static let notAChunk = ByteBuffer(string: "no chunk size\r\n")

  /// For a transport that threw before it had a response.
  init(insteadOfHead error: any Error) {
    guard let failure = error as? TransportFailure else {
      self =
        error is CancellationError
        ? .close : .answer(.badGateway("an error of type \(type(of: error))"))
      return
    }
    if let script = failure.wire {
      self = .script(script)
      return
    }
    switch failure.code {
    case .noResponse, .short: self = .close
    case .reset: self = .reset
    case .malformed: self = .garbage(Self.notHTTP)
    case .idle, .overdue: self = .silence
    default: self = .answer(.badGateway("\(failure.code.rawValue)"))
    }
  }

  /// For a body that threw after its head was sent.
  init(insideBody error: any Error, isChunked: Bool) {
    if let script = (error as? TransportFailure)?.wire {
      self = .script(script)
      return
    }
    switch (error as? TransportFailure)?.code {
    case .reset: self = .reset
    case .malformed where isChunked: self = .garbage(Self.notAChunk)
    case .idle, .overdue: self = .silence
    default: self = .close
    }
  }
}
