public import NemoHTTP

extension LoopbackServer {
  /// Where and how to listen.
  public struct Options: Sendable {
    /// The address to listen on. Nothing but this machine reaches the default.
    public var host: String
    /// 0 lets the system choose a free port.
    public var port: Int
    /// The server's certificate; nil for plain HTTP.
    public var tls: TLS?
    /// Holds a virtual clock while bytes are under way; nil in real time.
    public var traffic: WireTraffic?
    /// Connections beyond this number are answered with 503 and closed.
    public var maximumConnections: Int
    /// The limit of one header field, and of a request line, in bytes; beyond it comes a 431.
    public var maximumHeaderFieldBytes: Int
    /// The limit of all header fields of a request together, in bytes; beyond it comes a 431.
    public var maximumHeaderBytes: Int
    /// How many bytes of a request's body are read and dropped after it was answered early, so
    /// that the client sees the answer and not a reset.
    public var drainLimitBytes: Int
    /// How long a connection may wait for a request without a byte, in real time.
    public var idleLimit: Duration

    public init(
      host: String = "127.0.0.1", port: Int = 0, tls: TLS? = nil, traffic: WireTraffic? = nil,
      maximumConnections: Int = 20_000, maximumHeaderFieldBytes: Int = 16 << 10,
      maximumHeaderBytes: Int = 64 << 10, drainLimitBytes: Int = 64 << 20,
      idleLimit: Duration = .seconds(300)
    ) {
      self.host = host
      self.port = port
      self.tls = tls
      self.traffic = traffic
      self.maximumConnections = maximumConnections
      self.maximumHeaderFieldBytes = maximumHeaderFieldBytes
      self.maximumHeaderBytes = maximumHeaderBytes
      self.drainLimitBytes = drainLimitBytes
      self.idleLimit = idleLimit
    }
  }

  /// A certificate and its key, as files in PEM.
  public struct TLS: Sendable, Hashable {
    public var certificatePath: String
    public var keyPath: String

    public init(certificatePath: String, keyPath: String) {
      self.certificatePath = certificatePath
      self.keyPath = keyPath
    }
  }
}
