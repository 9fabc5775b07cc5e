package import NIOCore
public import NemoHTTP

extension LoopbackServer {
  /// Where and how to listen.
  public struct Options: Sendable {
    /// The address to listen on. Nothing but this machine reaches the default.
    public var host: String
    /// 0 lets the system choose a free port.
    public var port: Int
    /// Makes a connection's outermost handler, which speaks TLS; nil for plain HTTP. For tests of
    /// clients: their package brings the TLS.
    package var makeSecurityHandler: (@Sendable () -> any ChannelHandler)?
    /// Holds a virtual clock while bytes are under way; nil in real time.
    public var traffic: WireTraffic?
    /// Decides what becomes of each connection, counted from 1 since it listens;
    /// nil serves all. Must not block.
    public var admission: (@Sendable (_ number: Int) -> ConnectionFate)?
    /// Connections beyond this number are answered with 503 and closed.
    public var maximumConnections: Int
    /// The limit of one header field, and of a request line, in bytes; beyond it comes a 431.
    public var maximumHeaderFieldBytes: Int
    /// The limit of all header fields of a request together, in bytes; beyond it comes a 431.
    public var maximumHeaderBytes: Int
    /// How many bytes of a request's body are read and dropped after it was answered early, so
    /// that the client sees the answer and not a reset.
    public var drainLimitBytes: Int
    /// How long a connection may wait for a request, or for more of a request's body, without a
    /// byte, in real time.
    public var idleLimit: Duration
    /// How long a request's head may take once its first bytes have come, in real time; beyond it
    /// comes a 408.
    public var headLimit: Duration

    public init(
      host: String = "127.0.0.1", port: Int = 0, traffic: WireTraffic? = nil,
      maximumConnections: Int = 20_000, maximumHeaderFieldBytes: Int = 16 << 10,
      maximumHeaderBytes: Int = 64 << 10, drainLimitBytes: Int = 64 << 20,
      idleLimit: Duration = .seconds(300), headLimit: Duration = .seconds(60)
    ) {
      self.host = host
      self.port = port
      self.traffic = traffic
      self.maximumConnections = maximumConnections
      self.maximumHeaderFieldBytes = maximumHeaderFieldBytes
      self.maximumHeaderBytes = maximumHeaderBytes
      self.drainLimitBytes = drainLimitBytes
      self.idleLimit = idleLimit
      self.headLimit = headLimit
    }
  }
}
