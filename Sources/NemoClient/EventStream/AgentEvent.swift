/// What the agent said or did, whatever the dialect it came in (contract sections 7.3 to 7.5).
package enum AgentEvent: Sendable, Hashable {
  /// A whole text for the user.
  case text(String)
  /// A piece of a text that is still being written.
  case fragment(String)
  /// The whole text that the fragments before it were pieces of: show one or the other.
  case aggregate(String)
  /// A tool begins. Internal.
  case toolCall(name: String, id: String?)
  /// A tool is done; a text may follow. Internal.
  case toolResult(name: String, id: String?)
  /// The agent is still working.
  case heartbeat
  /// The backend says that this is the end; the stream's own end follows.
  case done
  /// The run failed, as the stream itself says. What happened before stands: read the state.
  case failure(BackendRefusal)
  /// There is no stream: a refusal came in its place.
  case refusal(BackendRefusal)
  /// Anything else, such as a thought or bookkeeping. Internal.
  case unknown
}
