public import NemoTime

/// The clock of one world, over any other: it can be frozen, scaled and advanced.
///
/// Whoever sleeps on it is woken in the order of the deadlines, also when the clock is advanced by
/// hand. Until it is touched it goes as the clock below it does.
public final class WorldClock: TimeSource {
  /// How many times as fast as the clock below a world may go.
  public static let scales = 0.001...100_000.0

  struct State {
    /// The reading when the clock was last started or stopped.
    var reading: Duration = .zero
    /// The instant of the clock below at which this one was last started; nil while it stands.
    var runningSince: Instant?
    var scale = 1.0
    var isFrozen = false
    /// Whether somebody moves it by hand: it does not go by itself meanwhile.
    var isDriven = false
    var isClosed = false
    var sleepers: [Int: Sleeper] = [:]
    var lastSleeper = 0
    /// Open holds by number, with their names.
    var holds: [Int: String] = [:]
    var lastHold = 0
    /// Requests and streams under way, see ``WorldReader``.
    var readers: [Int: WorldReader.Facts] = [:]
    var lastReader = 0
    var watchers: [Int: CheckedContinuation<Void, Never>] = [:]
    var lastWatcher = 0
    /// Watchers who wait no longer.
    var abandoned: Set<Int> = []
    var changeCount = 0
  }

  struct Sleeper {
    var deadline: Instant
    var reason: String
    /// nil while it is on its way to sleep.
    var continuation: CheckedContinuation<Void, Never>?
    /// The stream for which it sleeps.
    var reader: Int?
  }

  let below: any TimeSource
  let wallOrigin: WallTime
  let state: Locked<State>

  /// - Parameters:
  ///   - below: what this clock goes by.
  ///   - origin: the calendar time at which it starts.
  ///   - isFrozen: whether it stands until somebody moves it.
  ///   - scale: how many times as fast as the clock below it goes, one of ``scales``.
  public init(
    over below: any TimeSource, startingAt origin: WallTime, isFrozen: Bool = false,
    scale: Double = 1
  ) {
    self.below = below
    wallOrigin = origin
    state = Locked(
      State(runningSince: isFrozen ? nil : below.now, scale: scale, isFrozen: isFrozen))
  }

  public var now: Instant { state.withLock { Instant(sinceOrigin: reading($0)) } }

  public var wall: WallTime { wallOrigin + now.sinceOrigin }

  public var executor: (any TaskExecutor)? { below.executor }

  /// Whether the clock jumps by itself to whatever anybody waits for.
  var jumps: Bool { below is JumpingTime && !state.withLock { $0.isFrozen || $0.isDriven } }

  var isClosed: Bool { state.withLock { $0.isClosed } }

  public func hold(_ name: String) -> TimeHold {
    let under = below.hold(name)
    let number = state.withLock { state in
      state.lastHold += 1
      state.holds[state.lastHold] = name
      return state.lastHold
    }
    return TimeHold { [self] in
      under.release()
      change { $0.holds[number] = nil }
    }
  }

  public func sleep(until deadline: Instant, _ reason: String) async throws {
    while true {
      try Task.checkCancellation()
      let (isOver, pause) = state.withLock { state in
        (state.isClosed, self.pause(until: deadline, state))
      }
      if isOver { throw CancellationError() }
      guard let pause else { return }
      await wait(until: deadline, pause, reason)
    }
  }

  // MARK: Sleeping

  private enum Pause {
    /// So long on the clock below.
    case below(Duration)
    /// Until somebody moves or starts the clock.
    case untilChanged
  }

  private func pause(until deadline: Instant, _ state: State) -> Pause? {
    let rest = deadline.sinceOrigin - reading(state)
    guard rest > .zero else { return nil }
    guard state.runningSince != nil else { return .untilChanged }
    // Not divided by one: a division is not exact to the last digit.
    return .below(state.scale == 1 ? rest : rest / state.scale)
  }

  /// Returns when the deadline may have come, when the clock changed, or on cancellation.
  private func wait(until deadline: Instant, _ pause: Pause, _ reason: String) async {
    let id = change { state in
      let reader = WorldReader.current?.number
      if let reader { state.readers[reader]?.stage = .asleep }
      state.lastSleeper += 1
      state.sleepers[state.lastSleeper] = Sleeper(
        deadline: deadline, reason: reason, reader: reader)
      return state.lastSleeper
    }
    await withTaskCancellationHandler {
      switch pause {
      case .untilChanged: await park(id)
      case .below(let duration):
        await withTaskGroup(of: Void.self) { group in
          group.addTask { [self] in
            try? await below.sleep(for: duration, reason)
            wake(id)
          }
          await park(id)
          group.cancelAll()
        }
      }
    } onCancel: {
      wake(id)
    }
  }

  /// Waits until the sleeper is woken. One that was woken before it lay down is no longer known.
  private func park(_ id: Int) async {
    await withCheckedContinuation { continuation in
      let isAwake = state.withLock { state in
        guard state.sleepers[id] != nil else { return true }
        state.sleepers[id]?.continuation = continuation
        return false
      }
      if isAwake { continuation.resume() }
    }
  }

  private func wake(_ id: Int) {
    let sleeper = change { state in
      let sleeper = state.sleepers.removeValue(forKey: id)
      if let sleeper { state.wakes(sleeper) }
      return sleeper
    }
    sleeper?.continuation?.resume()
  }

  // MARK: Changes

  private func reading(_ state: State) -> Duration {
    guard let start = state.runningSince else { return state.reading }
    let passed = start.duration(to: below.now)
    return state.reading + (state.scale == 1 ? passed : passed * state.scale)
  }

  /// Changes something that somebody may watch for.
  func change<Result>(_ body: (inout State) -> Result) -> Result {
    let (result, watchers) = state.withLock { state in
      defer { state.watchers = [:] }
      state.changeCount += 1
      return (body(&state), state.watchers.values)
    }
    for watcher in watchers { watcher.resume() }
    return result
  }

  /// Changes how the clock goes; everybody who sleeps looks at it anew.
  private func steer(_ body: (inout State) -> Void) {
    let sleepers = change { state in
      state.reading = reading(state)
      body(&state)
      let stands = state.isFrozen || state.isDriven
      state.runningSince = stands ? nil : below.now
      let sleepers = state.sleepers.sorted { $0.key < $1.key }.map(\.value)
      state.sleepers = [:]
      for sleeper in sleepers { state.wakes(sleeper) }
      return sleepers.compactMap(\.continuation)
    }
    for sleeper in sleepers { sleeper.resume() }
  }

  /// Stops the clock. Safe to repeat.
  public func freeze() { steer { $0.isFrozen = true } }

  /// Lets the clock go on from where it stands. Safe to repeat.
  public func resume() { steer { $0.isFrozen = false } }

  /// Makes it go so many times as fast as the clock below; one of ``scales``.
  public func scale(to factor: Double) {
    precondition(Self.scales.contains(factor), "a scale out of range")
    steer { $0.scale = factor }
  }

  /// Ends the world's time: whoever sleeps, or comes to, is cancelled. Safe to repeat.
  func close() { steer { $0.isClosed = true } }

  /// Takes the clock into one's own hands; false when somebody has it already.
  func takeOver() -> Bool {
    let isFree = state.withLock { !$0.isDriven && !$0.isClosed }
    if isFree { steer { $0.isDriven = true } }
    return isFree
  }

  func letGo() { steer { $0.isDriven = false } }

  /// Sets the reading, which never goes back; wakes whoever is due. For who has taken over.
  func move(to reading: Instant) {
    let due = change { state in
      state.reading = max(state.reading, reading.sinceOrigin)
      let due = state.sleepers.filter { $0.value.deadline <= reading }
        .sorted { ($0.value.deadline, $0.key) < ($1.value.deadline, $1.key) }
      for (id, sleeper) in due {
        state.sleepers[id] = nil
        state.wakes(sleeper)
      }
      return due.compactMap(\.value.continuation)
    }
    for sleeper in due { sleeper.resume() }
  }
}

extension WorldClock.State {
  /// Whoever slept for a stream is at work again.
  mutating func wakes(_ sleeper: WorldClock.Sleeper) {
    if let reader = sleeper.reader { readers[reader]?.stage = .working }
  }
}

extension WorldClock {
  /// How a clock goes, for people.
  public struct Facts: Sendable, Hashable {
    public var now: WallTime
    public var isFrozen: Bool
    /// Times as fast as the clock below.
    public var scale: Double
    public var sleeperCount: Int
  }

  public var facts: Facts {
    let wall = wall
    return state.withLock { state in
      Facts(
        now: wall, isFrozen: state.isFrozen, scale: state.scale,
        sleeperCount: state.sleepers.count)
    }
  }
}
