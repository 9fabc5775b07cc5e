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
    try await Task.sleep(until: Self.origin.advanced(by: deadline.sinceOrigin), clock: .continuous)
  }

  public func hold(_ name: String) -> TimeHold { TimeHold() }
}
