public import NemoTime

extension World {
  /// When something becomes due by itself; nil when nothing is pending.
  public var nextDue: WallTime? {
    let due = outbox.isEmpty ? agenda.nextDue : min(now, agenda.nextDue ?? now)
    return due.map { trouble?.driversTime($0) ?? $0 }
  }

  /// Applies everything that is due and returns what the driver must do or tell.
  public mutating func settle(until now: WallTime) -> [Happening] {
    advance(to: now)
    if outbox.isEmpty { return [] }
    defer { outbox = [] }
    return outbox.map { item in
      switch item {
      case .render(let spec): .renderRequested(spec)
      case .note(let text): .note(text)
      }
    }
  }

  /// The world's clock never goes back; what is due happens in order.
  ///
  /// - Parameter driversTime: behind the world's, once its clock has jumped.
  mutating func advance(to driversTime: WallTime) {
    let time = trouble?.worldsTime(driversTime) ?? driversTime
    while let entry = agenda.removeNext(until: time) {
      now = max(now, entry.at)
      switch entry.event {
      case .step(let run, let index): applyStep(index, ofRun: run)
      case .finish(let run): finish(run)
      case .renderDue(let id): renderIsDue(id)
      case .renderFails(let id): failWished(id)
      }
    }
    now = max(now, time)
  }

  mutating func note(_ kind: JournalEntry.Kind, session: String? = nil, _ detail: String) {
    events.add(JournalEntry(at: now, kind: kind, session: session, detail: detail))
    // Notes that nobody fetches must not pile up.
    if outbox.count < Journal.limit { outbox.append(.note("\(kind.rawValue): \(detail)")) }
  }

  /// What happened, oldest first; only the latest thousands are kept.
  public var journal: [JournalEntry] { events.entries }

  /// The number of the journal's first entry, counted from 1 over the world's whole life.
  public var firstJournalNumber: Int { events.firstNumber }

  /// How many messages were accepted, in one session or in all, whatever they cost.
  public func acceptedRuns(session: String? = nil) -> Int {
    guard let session else { return acceptedRunCount }
    return sessions[session]?.acceptedRuns ?? 0
  }

  /// What in this world contradicts itself, in sentences; none in a world without bugs.
  public func checkInvariants() -> [String] {
    var broken = accounts.brokenAccounts().map { "The credits of \($0) do not add up." }
    var held: [String: Int] = [:]
    for run in runs.values { held[run.account, default: 0] += run.frozenCredits }
    for id in accounts.accounts.keys.sorted() {
      let frozen = accounts[id]?.credits.frozen ?? 0
      let known = (held[id] ?? 0) + (stuckCredits?[id] ?? 0)
      if frozen != known {
        broken.append("\(id) has \(frozen) credits frozen, but its runs hold \(known).")
      }
    }
    if agenda.isEmpty, held.values.contains(where: { $0 > 0 }) {
      broken.append("Credits are frozen although no work is pending.")
    }
    return broken
  }

  /// What a fault broke of this world's own rules on purpose, in sentences. It is no bug, so
  /// ``checkInvariants()`` does not tell of it.
  public var intendedBreaches: [String] {
    (stuckCredits ?? [:]).sorted { $0.key < $1.key }.map { account, credits in
      "\(credits) credits of \(account) stay frozen for ever, because of a fault."
    }
  }
}
