import CCurl
import NemoHTTP

/// How libcurl says that a transfer ended, and what that means here.
struct TransferEnding {
  var code: CurlCode
  /// Host and port of the request.
  var authority: String
  /// Whether there was a connection to send the request on.
  var hasConnected: Bool
  /// Whether the head of a final response came.
  var hasHead: Bool
  /// 0 when libcurl names none.
  var errno: Int
  /// libcurl's error buffer. Only looked at, except for TLS: with a proxy it may hold a password.
  var text: String

  var failureCode: TransportFailure.Code {
    switch code.raw {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unresolved
    case CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT, CURLE_PROXY: .unreachable
    case CURLE_GOT_NOTHING: .noResponse
    // A head that ends half-way is no error to libcurl.
    case CURLE_OK: .noResponse
    case CURLE_PARTIAL_FILE, CURLE_HTTP2_STREAM: hasHead ? .short : .noResponse
    case CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_SEND_FAIL_REWIND: .reset
    case CURLE_RECV_ERROR: receiveFailureCode
    // "Received HTTP/0.9 when not allowed"; the scheme was checked before.
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: .malformed
    case CURLE_BAD_CONTENT_ENCODING: .undecodable
    case CURLE_READ_ERROR: .unreadableBody
    default: isTLS ? .insecure : .other
    }
  }

  /// `CURLE_RECV_ERROR` stands for a reset, for a broken chunk, and for TLS that ends unannounced.
  private var receiveFailureCode: TransportFailure.Code {
    guard hasConnected else { return .unreachable }
    let text = text.lowercased()
    if text.contains("chunk") { return .malformed }
    if text.contains("unexpected eof") { return hasHead ? .short : .noResponse }
    return .reset
  }

  private var isTLS: Bool {
    switch code.raw {
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_ENGINE_INITFAILED,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_CLIENTCERT,
      CURLE_USE_SSL_FAILED:
      true
    default: false
    }
  }

  /// What was tried and how it ended, without the path or anything of the request but its host.
  var detail: String {
    var parts = ["libcurl \(code.raw.rawValue): \(code.wording)", authority]
    if isTLS, !text.isEmpty { parts.append(text) }
    if errno != 0 { parts.append("errno \(errno)") }
    return parts.joined(separator: ", ")
  }
}

extension TransportFailure {
  static func shutDown(sent: Sent, receivedBytes: Int = 0) -> TransportFailure {
    TransportFailure(
      .other, sent: sent, receivedBytes: receivedBytes, detail: "the transport was shut down")
  }
}
