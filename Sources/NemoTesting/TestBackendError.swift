/// A backend or a clock that a test can't have. Its description says what to do.
public struct TestBackendError: Error, Sendable, Hashable, CustomStringConvertible {
  public var code: Code
  /// One or two sentences for a person.
  public var sentence: String

  init(_ code: Code, _ sentence: String) {
    self.code = code
    self.sentence = sentence
  }

  public var description: String { sentence }

  /// What failed.
  public enum Code: Sendable, Hashable {
    /// The code does not run in a scope that has a backend.
    case noBackend
    /// The code does not run in a scope that has a clock.
    case noClock
    /// The scope of this backend has ended.
    case ended
    /// A run in virtual time waits for something that can no longer happen.
    case stalled
    /// `NEMO_CASSETTES` has no such value.
    case badMode
    /// The folder of the cassettes can't be found.
    case noFolder
    /// What `NEMO_BACKEND` says can't be recorded.
    case notRecordable
    /// In CI, something that is not on this machine would be recorded.
    case recordsInCI
    /// Another test records, or has recorded, the same cassette.
    case recordedTwice
  }
}
