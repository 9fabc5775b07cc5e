import NemoTime

extension World {
  /// The process ends: every connection closes, and nothing listens until it is back.
  mutating func endProcess(downFor pause: Duration) {
    for id in exchanges.keys.sorted() { breakOff(id) }
    guard pause > .zero else { return }
    trouble = trouble ?? ProcessTrouble()
    trouble?.downUntil = now + pause
  }

  /// Whatever was kept is gone. What counts requests, runs and time goes on, so that ids stay unique
  /// and promises can be checked.
  mutating func forgetEverything() {
    accounts.forgetAll(at: now)
    (sessions, uploads, renders, runs) = ([:], [:], [:], [:])
    (agenda, outbox, stuckCredits) = (Agenda(), [], nil)
  }

  /// The process answers nothing for so long, then goes on.
  mutating func stopProcess(for pause: Duration) {
    trouble = trouble ?? ProcessTrouble()
    trouble?.stoppedUntil = now + pause
  }

  /// The world's clock goes forward at once; what is due by then happens.
  mutating func jumpClock(by step: Duration) {
    let driversTime = trouble?.driversTime(now) ?? now
    trouble = trouble ?? ProcessTrouble()
    trouble?.clockAhead += step
    advance(to: driversTime)
  }

  /// A stream ends where it is, without the last chunk; a request that is being read has no answer.
  private mutating func breakOff(_ exchange: Int) {
    guard let open = exchanges[exchange] else { return }
    guard case .streaming(let run, let next) = open.stage else {
      exchanges[exchange]?.stage = .broken
      return
    }
    guard var script = open.script ?? runs[run].map(StreamScript.init) else { return }
    script.frames = Array(script.frames.prefix(next))
    (script.end, script.endsAt) = (.short, now)
    exchanges[exchange]?.script = script
  }
}
