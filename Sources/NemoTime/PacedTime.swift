/// A clock that runs faster than the real one, and stands still while a hold is open.
///
/// With a factor of 60 a pause of 30 s takes half a second. What cannot be hurried (an encoder, a
/// disk) runs under a hold, so it takes no time on this clock.
public final class PacedTime: TimeSource {
  private struct State {
    /// The reading of this clock when it was last started or stopped.
    var reading: Duration = .zero
    /// The real instant at which the clock was last started; nil while it is held.
    var runningSince: Instant?
    var holds = 0
  }

  /// How often a sleeper looks whether a held clock runs again, in real time.
  private static let heldPollInterval = Duration.milliseconds(10)

  private let real = RealTime()
  private let factor: Double
  private let wallOrigin: WallTime
  private let state: Locked<State>

  /// - Parameters:
  ///   - factor: simulated seconds per real second; greater than zero.
  ///   - origin: the calendar time at which the clock starts; the real one unless given.
  public init(factor: Double, startingAt origin: WallTime? = nil) {
    precondition(factor > 0, "a clock cannot run backwards")
    self.factor = factor
    self.wallOrigin = origin ?? real.wall
    self.state = Locked(State(runningSince: real.now))
  }

  public var now: Instant { Instant(sinceOrigin: state.withLock { reading($0) }) }

  public var wall: WallTime { wallOrigin + now.sinceOrigin }

  public var executor: (any TaskExecutor)? { nil }

  public func sleep(until deadline: Instant, _ reason: String) async throws {
    while true {
      let (reading, isHeld) = state.withLock { (self.reading($0), $0.holds > 0) }
      let remaining = deadline.sinceOrigin - reading
      guard remaining > .zero else { return try Task.checkCancellation() }
      let realPause = isHeld ? Self.heldPollInterval : remaining / factor
      try await real.sleep(for: realPause, reason)
    }
  }

  public func hold(_ name: String) -> TimeHold {
    state.withLock { state in
      if state.holds == 0 {
        state.reading = reading(state)
        state.runningSince = nil
      }
      state.holds += 1
    }
    return TimeHold { [self] in release() }
  }

  private func release() {
    state.withLock { state in
      state.holds -= 1
      if state.holds == 0 { state.runningSince = real.now }
    }
  }

  private func reading(_ state: State) -> Duration {
    guard let start = state.runningSince else { return state.reading }
    return state.reading + start.duration(to: real.now) * factor
  }
}
