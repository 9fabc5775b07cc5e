import CCurl
import HTTPTypes
import NemoHTTP
import NemoTime

extension EasyHandle {
  /// What is the same for all requests of a transport.
  func configure(_ configuration: CurlTransport.Configuration) throws(CurlCode) {
    try set(CURLOPT_NOSIGNAL, true)
    try set(CURLOPT_PROTOCOLS_STR, "http,https")
    // Redirects are the caller's: libcurl would re-post on 307 and 308.
    try set(CURLOPT_FOLLOWLOCATION, false)
    try set(CURLOPT_PATH_AS_IS, true)
    try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
    try set(CURLOPT_TCP_KEEPALIVE, true)
    try set(CURLOPT_UPLOAD_BUFFERSIZE, 256 << 10)
    try set(
      CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(configuration.connectTimeout.wholeMilliseconds)))
    if let userAgent = configuration.userAgent { try set(CURLOPT_USERAGENT, userAgent) }
    if let caFile = configuration.caFile {
      try set(CURLOPT_CAINFO, caFile)
      // Else the machine's folder of certificates would be trusted as well.
      try set(CURLOPT_CAPATH, String?.none)
    }
    switch configuration.proxy {
    case .inherit: break
    case .none: try set(CURLOPT_PROXY, "")
    case .url(let url):
      try set(CURLOPT_PROXY, url)
      try set(CURLOPT_NOPROXY, "")
    }
  }

  /// What one request asks for.
  func configure(_ exchange: Exchange, lines: HeaderLines) throws(CurlCode) {
    let version = exchange.target.isSecure ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1
    try set(CURLOPT_HTTP_VERSION, Int(version))
    try set(CURLOPT_URL, exchange.target.url)
    if exchange.isFresh { try set(CURLOPT_FRESH_CONNECT, true) }
    try setMethod(exchange.request.method, bodyLength: exchange.upload.length)
    try append(exchange.request.headerFields, to: lines)
    try setExpectation(exchange, lines)
    try set(CURLOPT_HTTPHEADER, lines)
  }

  private func setMethod(_ method: HTTPRequest.Method, bodyLength: Int?) throws(CurlCode) {
    // RFC 9110 section 8.6: these say their length even when it is 0.
    let mayHaveBody = method == .post || method == .put || method == .patch
    if bodyLength != 0 || mayHaveBody {
      // A body from the read callback; chunked when its length is not known.
      try set(CURLOPT_UPLOAD, true)
      try set(CURLOPT_INFILESIZE_LARGE, offset: bodyLength ?? -1)
    } else if method == .head {
      return try set(CURLOPT_NOBODY, true)
    } else {
      try set(CURLOPT_HTTPGET, true)
    }
    try set(CURLOPT_CUSTOMREQUEST, method.rawValue)
  }

  private func append(_ fields: HTTPFields, to lines: HeaderLines) throws(CurlCode) {
    for field in fields {
      switch field.name {
      // These follow from the target and from the body.
      case .contentLength, .transferEncoding, .host: continue
      // libcurl sends a header without a value when its line ends with a semicolon.
      default:
        try lines.append(
          field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)")
      }
    }
  }

  /// Above this length (in bytes, or without one) libcurl asks before it sends the body.
  private static let expectationThreshold = 1 << 20

  private func setExpectation(_ exchange: Exchange, _ lines: HeaderLines) throws(CurlCode) {
    guard let length = exchange.upload.length, length <= Self.expectationThreshold,
      exchange.request.headerFields[.expect] == nil
    else { return }
    try lines.append("Expect:")
  }
}

extension HTTPField.Name {
  fileprivate static let host = HTTPField.Name("Host")!
}
