public import NemoTime

/// One recorded journey against a backend: its requests, the answers as they came, and their ends.
///
/// A value. It is read from either form of a cassette with ``Cassette/load(_:)`` and means the same
/// in both.
public struct Tape: Sendable, Hashable {
  /// The version of the format that this code reads and writes.
  public static let formatVersion = 1

  public var header: Header
  /// In the order in which the requests were sent.
  public var exchanges: [Exchange]

  public init(header: Header, exchanges: [Exchange]) {
    self.header = header
    self.exchanges = exchanges
  }

  /// Where a tape comes from.
  public struct Header: Sendable, Hashable {
    public var origin: Origin
    /// The base URL of the backend that answered, without a slash at its end.
    public var backend: String
    /// When the recording began, in whole seconds.
    public let recorded: WallTime
    /// For people; may be empty.
    public var note: String

    public init(origin: Origin, backend: String, recorded: WallTime, note: String = "") {
      self.origin = origin
      var base = backend[...]
      while base.hasSuffix("/") { base = base.dropLast() }
      self.backend = String(base)
      self.recorded = WallTime(sinceEpoch: .seconds(recorded.sinceEpoch.components.seconds))
      self.note = note
    }
  }

  /// What answered. A tape from the simulator proves nothing about the service.
  public struct Origin: RawRepresentable, Sendable, Hashable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The real service.
    public static let live = Origin(rawValue: "live")
    /// A server on this machine, of which nothing more is known.
    public static let local = Origin(rawValue: "local")
    /// The simulator of this package.
    public static let simulator = Origin(rawValue: "simulator")
    /// A server of the agent framework.
    public static let adk = Origin(rawValue: "adk")
    /// Nobody: written by a person.
    public static let handwritten = Origin(rawValue: "handwritten")
  }
}

extension Tape {
  /// The tape with every body that fits into memory in memory.
  func settled() throws -> Tape {
    var tape = self
    for index in tape.exchanges.indices {
      let request = try exchanges[index].request.body.settled()
      tape.exchanges[index].request.body = request.asRequested
      guard let response = try exchanges[index].response?.body.settled() else { continue }
      tape.exchanges[index].response?.body = response
    }
    return tape
  }
}
