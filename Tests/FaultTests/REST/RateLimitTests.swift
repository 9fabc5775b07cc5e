import Nemo
import NemoClient
import NemoSimulator
import Testing

/// Contract section 6.2: 429 is waited out for 30 seconds, once.
@Suite struct RateLimitTests {
  private func wait(retryAfterSeconds: Int, at numbers: [Int]?) async throws -> (Duration, Bool) {
    let fault = try PlannedFault(
      "code", of: .balance, at: numbers,
      settings: ["code": 429, "retryAfterSeconds": retryAfterSeconds])
    return try await FaultyBackend(faults: [fault]).run { ready in
      let nemo = try await ready.backend.connect()
      var isRefused = false
      let duration = await ready.duration {
        do {
          _ = try await nemo.credits()
        } catch {
          isRefused = (error as? NemoError)?.code == .rateLimited
        }
      }
      return (duration, isRefused)
    }
  }

  @Test(arguments: [0, 5, 120])
  func `429 is waited out for 30 seconds, whatever Retry-After says`(_ seconds: Int) async throws {
    let (duration, isRefused) = try await wait(retryAfterSeconds: seconds, at: [1])
    #expect(duration == .seconds(30))
    #expect(!isRefused)
  }

  @Test func `a second 429 is told at once`() async throws {
    let (duration, isRefused) = try await wait(retryAfterSeconds: 0, at: nil)
    #expect(duration == .seconds(30))
    #expect(isRefused)
  }

  @Test func `a slow answer comes when it was said to`() async throws {
    let fault = try PlannedFault("slow-answer", of: .balance, settings: ["seconds": 42])
    let duration = try await FaultyBackend(faults: [fault]).run { ready in
      let nemo = try await ready.backend.connect()
      return try await ready.duration { _ = try await nemo.credits() }
    }
    #expect(duration == .seconds(42))
  }
}
