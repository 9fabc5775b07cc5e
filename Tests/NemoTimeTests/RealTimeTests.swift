import NemoTime
import Testing

/// Pacing tests: they really wait, for less than 100 ms together.
@Suite struct RealTimeTests {
  private let time = RealTime()

  @Test func `sleepers wake at their deadlines and not before`() async throws {
    let start = time.now
    try await withThrowingTaskGroup(of: Void.self) { group in
      for milliseconds in [30, 10, 20] {
        group.addTask { [time] in
          let deadline = start.advanced(by: .milliseconds(milliseconds))
          try await time.sleep(until: deadline, "a test")
          #expect(time.now >= deadline)
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `a deadline that is over waits for nothing`() async throws {
    try await time.sleep(until: time.now, "a test")
  }

  @Test func `a cancelled sleeper does not wait for its deadline`() async {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask { [time] in
          await #expect(throws: CancellationError.self) {
            try await time.sleep(for: .seconds(3_600), "a test")
          }
        }
      }
      group.cancelAll()
    }
  }

  @Test func `a task that is cancelled already does not sleep`() async {
    let task = Task { [time] in
      withUnsafeCurrentTask { $0?.cancel() }
      await #expect(throws: CancellationError.self) {
        try await time.sleep(for: .seconds(3_600), "a test")
      }
      await #expect(throws: CancellationError.self) {
        try await time.sleep(until: time.now, "a test")
      }
    }
    await task.value
  }
}
