/// The answer to a message: bytes in, the agent's events out.
///
/// It also notices an answer that is no stream at all but a JSON envelope (contract section 7.6),
/// and gives it as one failure.
package struct AgentStream: Sendable {
  private var decoder = EventStreamDecoder()
  private var events = AgentEventDecoder()

  /// - Parameters:
  ///   - status: the HTTP status; anything but 2xx is a refusal.
  ///   - contentType: the header's value.
  package init(status: Int, contentType: String?) {
  }

  /// How many events were dropped because they were too long.
  package var droppedEvents: Int { decoder.droppedEvents }

  /// The events that these bytes complete.
  package mutating func receive(_ bytes: [UInt8]) -> [AgentEvent] {
    []
  }

  /// The events that only the end of the answer completes. Not for an answer that was cut off.
  package mutating func finish() -> [AgentEvent] {
    []
  }
}
