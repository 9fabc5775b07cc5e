/// How a cassette is recorded again: the end of a sentence about a request that it lacks.
public enum RecordingAdvice: Sendable, Hashable {
  /// By the command: `nemo … --record NAME`.
  case command
  /// By the tests that play it: `NEMO_CASSETTES=record swift test`.
  case tests

  func sentence(_ cassette: String) -> String {
    let command =
      switch self {
      case .command: "nemo … --record \(cassette)"
      case .tests: "NEMO_CASSETTES=record swift test"
      }
    return "If the change is meant, record again: \(command)"
  }
}
