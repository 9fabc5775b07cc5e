import NemoHTTP
import NemoSimulator
import NemoTime

/// The clock of a world.
extension ControlService {
  /// The furthest that one call moves a clock.
  static let furthestSeconds = 400.0 * 86_400

  struct ClockContent: Encodable {
    var now: String
    var nowMs: Int64
    var sinceStartMs: Int64
    var frozen: Bool
    var scale: Double
    var sleepers: Int
    /// When something is due by itself or somebody wakes.
    var nextDueMs: Int64?

    init(_ life: HostedWorld.Life) {
      let facts = life.clock.facts
      let (start, due) = life.service.state.withLock { ($0.world.startedAt, $0.world.nextDue) }
      now = facts.now.iso8601
      nowMs = facts.now.millisecondsSinceEpoch
      sinceStartMs = (facts.now - start).wholeMilliseconds
      frozen = facts.isFrozen
      scale = facts.scale
      sleepers = facts.sleeperCount
      nextDueMs = [due, life.clock.nextWaking].compactMap(\.self).min()?.millisecondsSinceEpoch
    }
  }

  func showClock(_ call: ControlCall) throws(ControlRefusal) -> TransportResponse {
    clock(try world(call).life)
  }

  private func clock(_ life: HostedWorld.Life) -> TransportResponse {
    life.service.update { _, _ in }
    return ControlAnswer.json(ClockContent(life))
  }

  func freeze(_ call: ControlCall) async throws -> TransportResponse {
    let life = try world(call).life
    _ = try await call.body()
    life.clock.freeze()
    return clock(life)
  }

  func resume(_ call: ControlCall) async throws -> TransportResponse {
    let life = try world(call).life
    _ = try await call.body()
    life.clock.resume()
    return clock(life)
  }

  func scale(_ call: ControlCall) async throws -> TransportResponse {
    let life = try world(call).life
    let body = try await call.body("factor")
    guard let factor = try body.double("factor", in: WorldClock.scales) else {
      throw ControlRefusal.body("factor is missing: how many times as fast as now's pace.")
    }
    life.clock.scale(to: factor)
    return clock(life)
  }

  // MARK: Moving

  func advance(_ call: ControlCall) async throws -> TransportResponse {
    let life = try world(call).life
    let body = try await call.body("seconds", "until_ms", "patience_seconds")
    let seconds = try body.double("seconds", in: 0...Self.furthestSeconds)
    let until = try body.whole("until_ms", in: 0...Self.lastStart)
    let driver = try driver(life, body)
    let now = life.clock.wall
    switch (seconds, until) {
    case (let seconds?, nil):
      let milliseconds = Int64((seconds * 1_000).rounded())
      return try moved(try await driver.advance(to: now + .milliseconds(milliseconds)), life)
    case (nil, let until?):
      let target = WallTime(millisecondsSinceEpoch: until)
      guard target >= now, target - now <= .seconds(Self.furthestSeconds) else {
        throw ControlRefusal.body("until_ms is before now, or more than 400 days after it.")
      }
      return try moved(try await driver.advance(to: target), life)
    default:
      throw ControlRefusal.body("Say either seconds or until_ms: how far the clock shall go.")
    }
  }

  func runUntilIdle(_ call: ControlCall) async throws -> TransportResponse {
    let life = try world(call).life
    let body = try await call.body("limit_seconds", "patience_seconds")
    let limit = try body.double("limit_seconds", in: 0...Self.furthestSeconds) ?? 86_400
    let driver = try driver(life, body)
    return try moved(
      try await driver.runUntilIdle(limit: life.clock.wall + .seconds(limit)), life)
  }

  private func driver(
    _ life: HostedWorld.Life, _ body: ControlBody
  ) throws(ControlRefusal) -> ClockDriver {
    var driver = ClockDriver(
      clock: life.clock, service: life.service, patienceTime: options.patienceTime)
    if let patience = try body.double("patience_seconds", in: 0.01...600) {
      driver.patience = .seconds(patience)
    }
    return driver
  }

  private func moved(
    _ outcome: ClockDriver.Outcome?, _ life: HostedWorld.Life
  ) throws(ControlRefusal) -> TransportResponse {
    guard let outcome else {
      throw ControlRefusal(
        409, "driven", "Somebody else moves this clock. Wait until that call has returned.")
    }
    struct Content: Encodable {
      var now: String
      var nowMs: Int64
      var idle: Bool
      var cutShort: Bool
      var stalled: [ClockDriver.Stalled]
    }
    return ControlAnswer.json(
      Content(
        now: outcome.now.iso8601, nowMs: outcome.now.millisecondsSinceEpoch, idle: outcome.isIdle,
        cutShort: outcome.isCutShort, stalled: outcome.stalled))
  }
}
