import NemoTime

/// Which cassettes this process records or has recorded: two tests never write the same one.
struct RecordingRegister: Sendable {
  static let shared = RecordingRegister()

  private let owners = Locked<[String: String]>([:])

  /// Takes the cassette at `path` for the test `owner`.
  func claim(_ path: String, name: String, for owner: String) throws(TestBackendError) {
    let earlier: String? = owners.withLock { owners in
      let earlier = owners[path]
      owners[path] = earlier ?? owner
      return earlier
    }
    guard let earlier else { return }
    throw TestBackendError(
      .recordedTwice,
      "\(name) is recorded in this run already, by \(earlier). Each test, and each case of a "
        + "test with arguments, records a cassette of its own name.")
  }

  /// Gives it back: what was recorded is thrown away.
  func release(_ path: String) { owners.withLock { $0[path] = nil } }
}
