/// How a cassette is recorded again: the end of a sentence about a request that it lacks.
public enum RecordingAdvice: Sendable, Hashable {
  /// By the command: `nemo … --record NAME`.
  case command
  /// By the tests that play it: `NEMO_CASSETTES=record swift test`.
  case tests
  /// In whatever way it was: a server that plays tapes for others doesn't know it.
  case player

  func sentence(_ cassette: String) -> String {
    switch self {
    case .command: "If the change is meant, record again: nemo … --record \(cassette)"
    case .tests: "If the change is meant, record again: NEMO_CASSETTES=record swift test"
    case .player:
      "What is on it: nemo cassette show \(cassette). If the change is meant, record it again."
    }
  }
}
