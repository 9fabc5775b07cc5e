/// A clock that jumps: a run of any simulated length takes only as long as its work.
///
/// A run has one thread. When nothing is left to do on it, the clock jumps to the next deadline,
/// but never while a hold is open: whatever leaves the thread (a process, a socket, a file) does
/// so under ``hold(_:)``. The same run therefore happens in the same order every time.
///
/// ```swift
/// try await VirtualTime.run { time in
///   try await time.sleep(for: .seconds(3_600))  // returns at once, an hour later
/// }
/// ```
public final class VirtualTime: TimeSource {
  /// 2026-01-01T00:00:00Z, where the calendar of a run starts unless told otherwise.
  public static let defaultOrigin = WallTime(millisecondsSinceEpoch: 1_767_225_600_000)

  private let core: VirtualExecutor
  private let wallOrigin: WallTime

  private init(core: VirtualExecutor, origin: WallTime) {
    self.core = core
    self.wallOrigin = origin
  }

  /// Runs `body` in virtual time of its own and returns what it returns.
  ///
  /// Inherited by structured child tasks and default actors; unstructured tasks leave the run.
  ///
  /// - Throws: what `body` throws; ``VirtualTimeStall`` when `body` waits for something that can
  ///   no longer happen.
  public static func run<Result: Sendable>(
    startingAt origin: WallTime = defaultOrigin,
    _ body: @escaping @Sendable (VirtualTime) async throws -> Result
  ) async throws -> Result {
    let core = VirtualExecutor()
    let time = VirtualTime(core: core, origin: origin)
    defer { core.close() }
    let root = Task(executorPreference: core) {
      // Said on the executor's own thread: an empty queue after this is no stall.
      defer { core.finish() }
      return try await body(time)
    }
    core.start(root: root)
    return try await withTaskCancellationHandler {
      try await core.outcome(of: root)
    } onCancel: {
      root.cancel()
    }
  }

  public var now: Instant { core.now }

  public var wall: WallTime { wallOrigin + now.sinceOrigin }

  public var executor: (any TaskExecutor)? { core }

  public func sleep(until deadline: Instant, _ reason: String) async throws {
    try await core.sleep(until: deadline, reason)
  }

  public func hold(_ name: String) -> TimeHold { core.hold(name) }
}

/// A virtual run waits for something that can no longer happen: nothing is queued, timed or held.
public struct VirtualTimeStall: Error, CustomStringConvertible {
  /// When the run stalled.
  public let at: Instant
  /// The last things that happened in the run, oldest first.
  public let trace: [String]

  public var description: String {
    """
    The run stalled at \(at.sinceOrigin): its root still waits, but nothing is queued, timed or \
    held. Work that leaves the virtual executor must run under time.hold(_:). What happened last:
    \(trace.map { "  " + $0 }.joined(separator: "\n"))
    """
  }
}
