/// Whether a test plays its cassette or records it.
///
/// A trait's own argument counts first, then the variable `NEMO_CASSETTES`, then ``replay``.
///
/// Recording runs the same test body against the backend that `NEMO_BACKEND` names: the simulator
/// in this process unless it is set. A body that fails leaves the older cassette as it was, and
/// what was recorded is thrown away. With `CI` set nothing is ever recorded from beyond loopback.
public enum CassetteMode: String, Sendable, Hashable, CaseIterable {
  /// Plays the cassette; never touches the network.
  case replay
  /// Records what has no cassette yet, plays what has one.
  case missing
  /// Records, in place of what is there.
  case record
}

/// What becomes of exchanges that a cassette has and a test did not ask for.
public enum UnusedExchanges: Sendable, Hashable {
  /// They fail the test, unless it has failed already.
  case refused
  /// They are no matter.
  case allowed
}
