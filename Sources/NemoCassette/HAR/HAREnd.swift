import NemoHTTP

/// What became of an exchange, from what the tool says of its failure.
enum HAREnd {
  /// Chromium's net error list, Firefox's `nsresult` names, WebKit's and mitmproxy's sentences. The
  /// first word found counts.
  private static let words: [(word: String, code: String, sent: TransportFailure.Sent)] = [
    ("name_not_resolved", "unresolved", .nothing), ("name_resolution", "unresolved", .nothing),
    ("unknown_host", "unresolved", .nothing), ("resolve host", "unresolved", .nothing),
    ("name or service not known", "unresolved", .nothing),
    ("connection_refused", "unreachable", .nothing), ("connect to server", "unreachable", .nothing),
    ("connection refused", "unreachable", .nothing), ("unreachable", "unreachable", .nothing),
    ("internet_disconnected", "unreachable", .nothing),
    ("connection_failed", "unreachable", .nothing),
    ("connect call failed", "unreachable", .nothing),
    ("connection_timed_out", "unreachable", .nothing),
    ("proxy_connection", "unreachable", .nothing), ("tunnel_connection", "unreachable", .nothing),
    ("err_cert", "insecure", .nothing), ("err_ssl", "insecure", .nothing),
    ("certificate", "insecure", .nothing), ("ssl_error", "insecure", .nothing),
    ("tls handshake", "insecure", .nothing),
    ("incomplete_chunked", "short", .complete), ("content_length_mismatch", "short", .complete),
    ("partial_transfer", "short", .complete),
    ("content_decoding", "undecodable", .complete),
    ("invalid_content_encoding", "undecodable", .complete),
    ("invalid_http", "malformed", .possibly), ("invalid_chunked", "malformed", .complete),
    ("invalid_response", "malformed", .possibly),
    ("connection_reset", "reset", .possibly), ("net_reset", "reset", .possibly),
    ("connection reset", "reset", .possibly), ("rst_stream", "reset", .possibly),
    ("http2_protocol_error", "reset", .possibly), ("quic_protocol_error", "reset", .possibly),
    ("empty_response", "no-response", .possibly), ("connection_closed", "no-response", .possibly),
    ("net_interrupt", "no-response", .possibly),
    ("server disconnected", "no-response", .possibly),
    ("connection was lost", "no-response", .possibly),
    ("timed_out", "idle", .possibly), ("net_timeout", "idle", .possibly),
    ("timed out", "idle", .possibly), ("timeout", "idle", .possibly),
    ("aborted", "cancelled", .possibly), ("cancelled", "cancelled", .possibly),
    ("client disconnected", "cancelled", .possibly),
  ]

  private static let detailLimitBytes = 200

  /// Whether the browser kept the request to itself.
  static func isBlocked(_ failure: String) -> Bool {
    failure.lowercased().contains("blocked")
  }

  static func end(_ failure: String, hasHead: Bool, at: Duration) -> ExchangeEnd {
    guard !failure.isEmpty else {
      // Without a head and without a reason: the capture was saved before the answer came.
      return hasHead
        ? ExchangeEnd(.closed, at: at) : ExchangeEnd(.unfinished, sent: .possibly, at: at)
    }
    let text = failure.lowercased()
    let known = words.first { text.contains($0.word) }
    var code = known?.code ?? "other"
    if hasHead, ["no-response", "other"].contains(code) { code = "short" }
    return ExchangeEnd(
      .init(rawValue: code), sent: hasHead ? .complete : known?.sent ?? .possibly,
      detail: detail(failure), at: at)
  }

  private static func detail(_ failure: String) -> String {
    String(decoding: failure.utf8.prefix(detailLimitBytes), as: UTF8.self)
  }
}
