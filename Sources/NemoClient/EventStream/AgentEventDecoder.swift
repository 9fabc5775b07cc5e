/// Reads the agent's events from any dialect, also mixed in one stream.
package struct AgentEventDecoder: Sendable {
  package init() {}

  /// At least one event for every event of the stream.
  package mutating func decode(_ event: ServerSentEvent) -> [AgentEvent] {
    [.unknown]
  }
}
