import NemoTime
import Testing

@Suite struct VirtualTimeTests {
  @Test func `a day of sleeping takes no real time and moves both clocks`() async throws {
    try await VirtualTime.run { time in
      try await time.sleep(for: .seconds(86_400))
      #expect(time.now == Instant(sinceOrigin: .seconds(86_400)))
      #expect(time.wall == VirtualTime.defaultOrigin + .seconds(86_400))
    }
  }

  @Test func `sleepers wake by deadline and then in the order in which they went to sleep`()
    async throws
  {
    let order = try await VirtualTime.run { time in
      let log = Locked<[String]>([])
      await withTaskGroup(of: Void.self) { group in
        for (name, seconds) in [("c", 3), ("a", 1), ("b", 1), ("d", 3)] {
          group.addTask {
            try? await time.sleep(for: .seconds(seconds))
            log.withLock { $0.append(name) }
          }
        }
      }
      return log.withLock { $0 }
    }
    #expect(order == ["a", "b", "c", "d"])
  }

  @Test func `the clock stands still while a hold is open`() async throws {
    try await VirtualTime.run { time in
      let before = time.now
      await time.withHold("outside work") {
        // A detached task leaves the run, as a socket or a process would.
        await Task.detached { for _ in 0..<1_000 { await Task.yield() } }.value
      }
      #expect(time.now == before)
    }
  }

  @Test func `a wait that nothing can end fails and names what happened last`() async throws {
    await #expect {
      try await VirtualTime.run { time in
        try await time.sleep(for: .seconds(1), "the last thing")
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        for await _ in stream {}
        withExtendedLifetime(continuation) {}
      }
    } throws: { error in
      "\(error)".contains("the last thing") && error is VirtualTimeStall
    }
  }

  @Test func `a wait that ignores cancellation fails all the same`() async throws {
    await #expect(throws: VirtualTimeStall.self) {
      try await VirtualTime.run { _ in
        let forgotten = Locked<CheckedContinuation<Void, Never>?>(nil)
        defer { forgotten.withLock { $0?.resume() } }
        await withCheckedContinuation { continuation in
          forgotten.withLock { $0 = continuation }
        }
      }
    }
  }

  @Test func `a body that was given up still ends once it can`() async throws {
    let waiting = Locked<CheckedContinuation<Void, Never>?>(nil)
    let (ended, end) = AsyncStream<Void>.makeStream()
    await #expect(throws: VirtualTimeStall.self) {
      try await VirtualTime.run { _ in
        await withCheckedContinuation { continuation in waiting.withLock { $0 = continuation } }
        end.yield()
      }
    }
    // The run's thread ends by itself; whichever comes first, the body goes on.
    waiting.withLock { $0 }?.resume()
    for await _ in ended { break }
  }

  @Test func `cancelling a sleeper wakes it with CancellationError`() async throws {
    try await VirtualTime.run { time in
      await withTaskGroup(of: Bool.self) { group in
        group.addTask {
          do {
            try await time.sleep(for: .seconds(1_000_000))
            return false
          } catch { return error is CancellationError }
        }
        group.cancelAll()
        for await wasCancelled in group { #expect(wasCancelled) }
      }
      #expect(time.now == .zero)
    }
  }

  @Test func `an error of the body is the error of the run`() async throws {
    struct Odd: Error {}
    await #expect(throws: Odd.self) { try await VirtualTime.run { _ in throw Odd() } }
  }
}
