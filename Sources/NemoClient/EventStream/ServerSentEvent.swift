/// One event of a server-sent event stream.
public struct ServerSentEvent: Sendable, Hashable {
  /// The event's name; empty when it has none.
  public var event: String
  /// Its data lines, joined with line feeds.
  public var data: String
  /// The last id of the stream so far.
  public var id: String?

  public init(event: String = "", data: String, id: String? = nil) {
    self.event = event
    self.data = data
    self.id = id
  }
}

/// What a stream yields.
public enum EventStreamItem: Sendable, Hashable {
  case event(ServerSentEvent)
  /// A line that begins with a colon: a sign of life.
  case comment
}
