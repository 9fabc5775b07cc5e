/// One request and what became of it.
public struct Exchange: Sendable, Hashable {
  /// A stable name, unique on its tape, such as `run_sse-7c1d`.
  public var id: String
  public var request: Request
  /// Nil when no head of a response came.
  public var response: Response?
  public var end: ExchangeEnd

  public init(id: String, request: Request, response: Response?, end: ExchangeEnd) {
    self.id = id
    self.request = request
    self.response = response
    self.end = end
  }

  /// What was asked.
  public struct Request: Sendable, Hashable {
    public var method: String
    /// Absolute, with its query.
    public var url: String
    public var headers: [HeaderPair]
    public var body: BodyContent
    /// When it was sent, since the recording began.
    public var at: Duration

    public init(
      method: String, url: String, headers: [HeaderPair] = [], body: BodyContent = .empty,
      at: Duration = .zero
    ) {
      self.method = method
      self.url = url
      self.headers = headers
      self.body = body
      self.at = at
    }
  }

  /// What was answered.
  public struct Response: Sendable, Hashable {
    public var status: Int
    public var headers: [HeaderPair]
    public var body: BodyContent
    /// When the head came, since the request was sent.
    public var at: Duration
    /// How the body came. The lengths add up to the size of the body.
    public var cuts: [Cut]

    public init(
      status: Int, headers: [HeaderPair] = [], body: BodyContent = .empty, at: Duration = .zero,
      cuts: [Cut] = []
    ) {
      self.status = status
      self.headers = headers
      self.body = body
      self.at = at
      self.cuts = cuts
    }

    /// The first value of a header; the name in any case.
    public func header(_ name: String) -> String? { headers.first(name) }
  }

  /// One delivery of the transport.
  public struct Cut: Sendable, Hashable {
    /// In bytes.
    public var length: Int
    /// When it came, since the request was sent.
    public var at: Duration

    public init(length: Int, at: Duration) {
      self.length = length
      self.at = at
    }
  }
}

/// One header line.
public struct HeaderPair: Sendable, Hashable {
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

extension [HeaderPair] {
  func first(_ name: String) -> String? {
    let wanted = name.lowercased()
    return first { $0.name.lowercased() == wanted }?.value
  }
}
