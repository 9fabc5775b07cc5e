public import NemoTime

/// A clock that jumps to whatever anybody waits for, at once.
///
/// For a simulated backend in a process of its own at pace `instant`, and for nothing else: a time
/// limit that waits on it has always passed already.
public final class JumpingTime: TimeSource {
  private let origin: WallTime
  private let reading = Locked(Instant.zero)

  public init(startingAt origin: WallTime) {
    self.origin = origin
  }

  public var now: Instant { reading.withLock { $0 } }

  public var wall: WallTime { origin + now.sinceOrigin }

  public var executor: (any TaskExecutor)? { nil }

  public func sleep(until deadline: Instant, _ reason: String) async throws {
    try Task.checkCancellation()
    reading.withLock { $0 = max($0, deadline) }
    await Task.yield()
  }

  public func hold(_ name: String) -> TimeHold { TimeHold() }
}
