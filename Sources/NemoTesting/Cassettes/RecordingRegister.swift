import NemoTime

/// Which cassettes this process records or has recorded: two tests never write the same one.
struct RecordingRegister: Sendable {
  static let shared = RecordingRegister()

  private struct Claim {
    var owner: String
    var isOngoing = true
  }

  private let claims = Locked<[String: Claim]>([:])

  /// Takes the cassette at `path`.
  ///
  /// - Parameters:
  ///   - owner: what messages call the test.
  ///   - mayRepeat: whether the same owner may record once more after an end.
  func claim(
    _ path: String, name: String, for owner: String, mayRepeat: Bool
  ) throws(TestBackendError) {
    let earlier: Claim? = claims.withLock { claims in
      let earlier = claims[path]
      if let earlier, earlier.isOngoing || earlier.owner != owner || !mayRepeat { return earlier }
      claims[path] = Claim(owner: owner)
      return nil
    }
    guard let earlier else { return }
    throw TestBackendError(
      .recordedTwice,
      "\(name) is recorded in this run already, by \(earlier.owner). Each test, and each case of "
        + "a test with arguments, records a cassette of its own name.")
  }

  /// It is recorded; nobody else may do so in this run.
  func finish(_ path: String) { claims.withLock { $0[path]?.isOngoing = false } }

  /// What was recorded is thrown away: the cassette is free.
  func release(_ path: String) { claims.withLock { $0[path] = nil } }
}
