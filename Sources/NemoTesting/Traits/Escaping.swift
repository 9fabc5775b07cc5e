import NemoTime

/// How long a test may go on after its scope has ended, in real time.
private let patience = Duration.seconds(10)

/// Lets a test's body run in a task of its own, as virtual time needs it.
///
/// A run in virtual time that stalls is given up although its body still waits. The body must not
/// outlive its scope, so that a body which does not obey its cancellation ends the process.
func escaping(
  _ function: @Sendable () async throws -> Void,
  _ work: (@escaping @Sendable () async throws -> Void) async throws -> Void
) async throws {
  let running = Locked(0)
  try await withoutActuallyEscaping(function) { function in
    let outcome: Result<Void, any Error>
    do {
      try await work {
        running.withLock { $0 += 1 }
        defer { running.withLock { $0 -= 1 } }
        try await function()
      }
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    await end(of: running, outcome)
    try outcome.get()
  }
}

private func end(of running: Locked<Int>, _ outcome: Result<Void, any Error>) async {
  let time = RealTime()
  let deadline = time.now.advanced(by: patience)
  while running.withLock({ $0 }) > 0 {
    precondition(time.now < deadline, "A test does not end. \(outcome)")
    try? await time.sleep(for: .milliseconds(5))
  }
}
