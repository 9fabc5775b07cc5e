extension CurlTransport {
  /// How connections are made, and how much may be in memory.
  public struct Configuration: Sendable, Hashable {
    /// Through which proxy requests travel.
    public var proxy: Proxy
    /// A PEM file with the certificates to trust, in place of the machine's own; nil for those.
    public var caFile: String?
    /// The longest wait for a connection, TLS included. Counted in whole milliseconds of real time.
    public var connectTimeout: Duration
    /// Sent where a request has no `User-Agent` of its own; nil sends none.
    public var userAgent: String?
    /// How many bytes of a response wait unread before its connection is read no further.
    ///
    /// Up to 16 KiB more are kept by libcurl. Smaller values than 16 KiB are taken as that.
    public var responseBufferBytes: Int
    /// How many bytes of a request's body wait to be sent before its next chunk is asked for.
    public var requestBufferBytes: Int
    /// The most connections open at once; further requests wait for one.
    public var maxConnections: Int

    public init(
      proxy: Proxy = .inherit, caFile: String? = nil, connectTimeout: Duration = .seconds(30),
      userAgent: String? = nil, responseBufferBytes: Int = 1 << 20,
      requestBufferBytes: Int = 1 << 19, maxConnections: Int = 256
    ) {
      self.proxy = proxy
      self.caFile = caFile
      self.connectTimeout = connectTimeout
      self.userAgent = userAgent
      self.responseBufferBytes = responseBufferBytes
      self.requestBufferBytes = requestBufferBytes
      self.maxConnections = maxConnections
    }
  }

  /// Through which proxy requests travel.
  public enum Proxy: Sendable, Hashable {
    /// As the variables `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say; libcurl reads
    /// them by itself.
    case inherit
    /// None, whatever those variables say.
    case none
    /// This one for every host, whatever those variables say, such as `http://localhost:3128`.
    case url(String)
  }
}

extension CurlTransport.Proxy: CustomStringConvertible, CustomDebugStringConvertible {
  /// Without the URL, which may hold a password.
  public var description: String {
    switch self {
    case .inherit: "inherit"
    case .none: "none"
    case .url: "url"
    }
  }

  public var debugDescription: String { description }
}
