#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The clock of this machine.
public struct RealTime: TimeSource {
  private static let origin = ContinuousClock.now

  public init() { _ = Self.origin }

  public var now: Instant { Instant(sinceOrigin: Self.origin.duration(to: .now)) }

  public var wall: WallTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallTime(sinceEpoch: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
  }

  public var executor: (any TaskExecutor)? { nil }

  public func sleep(until deadline: Instant, _ reason: String) async throws {
    guard now < deadline else { return try Task.checkCancellation() }
    try await RealSleepers.shared.sleep(until: deadline, reason)
  }

  public func hold(_ name: String) -> TimeHold { TimeHold() }
}
