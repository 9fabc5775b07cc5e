/// A run that a scenario plans: what its stream tells and what it does to the draft, in time.
///
/// What is told has the form of the world's dialect. Its times count from the message's acceptance.
public struct PlannedStream: Sendable, Hashable, Codable {
  /// More events make no stream of a scenario.
  public static let eventLimit = 10_000
  /// The latest event.
  public static let longest = Duration.seconds(86_400)

  /// In order of time; one that is earlier than the event before it comes right after that.
  public var events: [Event]
  /// What it costs.
  public var price = Price.usual
  /// How often a heartbeat is sent while nothing else is; nil for never.
  public var heartbeatInterval: Duration?

  public init(
    _ events: [Event], price: Price = .usual, heartbeatInterval: Duration? = nil
  ) {
    self.events = events
    self.price = price
    self.heartbeatInterval = heartbeatInterval
  }

  public enum Price: Sendable, Hashable, Codable {
    /// What its edits would cost otherwise.
    case usual
    case credits(Int)
  }

  public struct Event: Sendable, Hashable, Codable {
    public var at: Duration
    public var action: Action

    public init(at: Duration, _ action: Action) {
      self.at = at
      self.action = action
    }
  }

  public enum Action: Sendable, Hashable, Codable {
    case text(String)
    /// A tool begins.
    case call(tool: String, arguments: JSONText)
    /// A tool is done; it answers the last call of that tool. `artifact` is a file that it has made.
    case result(tool: String, JSONText, artifact: String?)
    /// The run breaks off: what it has frozen returns, edits after it are left undone.
    case failure(String)
    /// The draft changes, as if the agent had been told so. Nothing is told of it.
    case edit(String)
    case heartbeat
    /// These bytes, whatever the dialect says.
    case raw([UInt8])
    /// The stream ends. Edits after it take effect all the same, nothing else does.
    case end(StreamEnd)
  }
}
