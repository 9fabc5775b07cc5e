import NemoHTTP
import NemoTime

/// What goes on with the process behind a world: it is down, it is stopped, or its clock has jumped.
struct ProcessTrouble: Sendable, Codable {
  /// Until when nothing listens.
  var downUntil: WallTime?
  /// Until when nothing is answered.
  var stoppedUntil: WallTime?
  /// How far the world's clock is ahead of its driver's.
  var clockAhead = Duration.zero

  /// Nobody listens: what becomes of a connection then.
  func failure(at now: WallTime) -> TransportFailure? {
    guard let downUntil, now < downUntil else { return nil }
    return .refused
  }

  /// How long an answer has to wait.
  func pause(at now: WallTime) -> Duration {
    stoppedUntil.map { max(.zero, $0 - now) } ?? .zero
  }

  func worldsTime(_ driversTime: WallTime) -> WallTime { driversTime + clockAhead }

  func driversTime(_ worldsTime: WallTime) -> WallTime { worldsTime + (.zero - clockAhead) }

  /// When the driver is to send something.
  func shown(_ pull: FramePull) -> FramePull {
    switch pull {
    case .frame(let bytes, let at): .frame(bytes, at: shown(at))
    case .end(let end, let at): .end(end, at: shown(at))
    }
  }

  private func shown(_ time: WallTime) -> WallTime {
    driversTime(max(time, stoppedUntil ?? time))
  }
}
