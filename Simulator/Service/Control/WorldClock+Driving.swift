import NemoSimulator
import NemoTime

/// Moves a world's clock by hand, from one thing that is due to the next.
///
/// At each it waits until whatever was due has been handed over: streams sleep again, renders are
/// made. A reader that does not come back is named, and the clock goes on without it.
struct ClockDriver: Sendable {
  /// How many things may become due in one call.
  static let stepLimit = 100_000
  /// How long a client may take for a piece of a stream, without anything else happening.
  static let defaultPatience = Duration.seconds(5)
  /// How long a render may take.
  static let renderPatience = Duration.seconds(300)

  let clock: WorldClock
  let service: SimulatedService
  /// What patience is measured on.
  let patienceTime: any TimeSource
  var patience = Self.defaultPatience

  /// What became of a call.
  struct Outcome: Sendable, Hashable {
    var now: WallTime
    /// Whether nothing is due any more.
    var isIdle: Bool
    /// Whether it stopped early, after ``stepLimit`` things.
    var isCutShort = false
    /// Who did not come back, by number.
    var stalled: [Stalled] = []
  }

  struct Stalled: Sendable, Hashable, Codable {
    var stream: Int
    var request: String
    /// `client` has not read what it was sent, or `backend` has not made what is due.
    var waitsFor: String
  }

  /// Goes to `target` of the world's time; nil when somebody else drives already.
  func advance(to target: WallTime) async throws -> Outcome? {
    try await drive(to: target) { _ in false }
  }

  /// Goes on until nothing is due, at most to `limit`.
  func runUntilIdle(limit: WallTime) async throws -> Outcome? {
    try await drive(to: limit) { $0 == nil }
  }

  private func drive(
    to target: WallTime, until isEnough: (WallTime?) -> Bool
  ) async throws -> Outcome? {
    guard clock.takeOver() else { return nil }
    defer { clock.letGo() }
    var stalled: [Int: Stalled] = [:]
    for _ in 0..<Self.stepLimit {
      service.update { _, _ in }
      try await quiet(&stalled)
      let next = nextDue
      if isEnough(next) || clock.wall >= target {
        return outcome(stalled, isIdle: next == nil)
      }
      clock.move(to: clock.instant(of: min(next ?? target, target)))
    }
    var outcome = outcome(stalled, isIdle: false)
    outcome.isCutShort = true
    return outcome
  }

  private func outcome(_ stalled: [Int: Stalled], isIdle: Bool) -> Outcome {
    Outcome(
      now: clock.wall, isIdle: isIdle,
      stalled: stalled.sorted { $0.key < $1.key }.map(\.value))
  }

  /// The next that is due in the world or for a sleeper.
  private var nextDue: WallTime? {
    let world = service.state.withLock { $0.world.nextDue }
    return [world, clock.nextWaking].compactMap(\.self).min()
  }

  /// Returns when everybody sleeps and nothing is held, or adds who is waited for in vain.
  private func quiet(_ stalled: inout [Int: Stalled]) async throws {
    while true {
      try Task.checkCancellation()
      let (busy, isHeld, count) = clock.busy
      let waiting = busy.filter { stalled[$0.stream] == nil }
      if waiting.isEmpty && !isHeld { return }
      let limit = isHeld ? Self.renderPatience : patience
      if await clock.changes(since: count, within: limit, on: patienceTime) { continue }
      for one in waiting { stalled[one.stream] = one }
      if isHeld { return }
    }
  }
}

extension WorldClock {
  func instant(of wall: WallTime) -> Instant { Instant(sinceOrigin: wall - wallOrigin) }

  /// When the next sleeper wakes.
  var nextWaking: WallTime? {
    let deadline = state.withLock { state in state.sleepers.values.map(\.deadline).min() }
    return deadline.map { wallOrigin + $0.sinceOrigin }
  }

  /// Who is not asleep, by number, and whether something outside is waited for.
  var busy: (readers: [ClockDriver.Stalled], isHeld: Bool, changeCount: Int) {
    state.withLock { state in
      let readers = state.readers.sorted { $0.key < $1.key }.compactMap { number, facts in
        switch facts.stage {
        case .idle, .asleep: nil as ClockDriver.Stalled?
        case .working: .init(stream: number, request: facts.request, waitsFor: "backend")
        case .handedOver: .init(stream: number, request: facts.request, waitsFor: "client")
        }
      }
      return (readers, !state.holds.isEmpty, state.changeCount)
    }
  }

  /// Waits for a change since that number of changes; false when there is none for so long, or on
  /// cancellation.
  func changes(since count: Int, within limit: Duration, on time: any TimeSource) async -> Bool {
    let watcher = state.withLock { state in
      state.lastWatcher += 1
      return state.lastWatcher
    }
    await withTaskCancellationHandler {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { [self] in
          try? await time.sleep(for: limit, "what a clock's driver waits for")
          giveUp(watcher)
        }
        await withCheckedContinuation { watch(watcher, since: count, $0) }
        group.cancelAll()
      }
    } onCancel: {
      giveUp(watcher)
    }
    return state.withLock { state in
      state.abandoned.remove(watcher)
      return state.changeCount != count
    }
  }

  private func watch(
    _ watcher: Int, since count: Int, _ continuation: CheckedContinuation<Void, Never>
  ) {
    let isOver = state.withLock { state in
      if state.changeCount != count || state.abandoned.contains(watcher) { return true }
      state.watchers[watcher] = continuation
      return false
    }
    if isOver { continuation.resume() }
  }

  private func giveUp(_ watcher: Int) {
    let continuation = state.withLock { state in
      state.abandoned.insert(watcher)
      return state.watchers.removeValue(forKey: watcher)
    }
    continuation?.resume()
  }
}
