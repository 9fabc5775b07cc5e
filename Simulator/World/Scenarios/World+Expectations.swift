extension World {
  /// What the scenario of this world expects and does not find now, in sentences; none when all is
  /// as expected. Safe to repeat: nothing changes.
  public func unmetExpectations() -> [String] { unmetExpectations(scenario.expected) }

  /// The same for expectations that are no part of the scenario. Requests are only counted in worlds
  /// that have a scenario.
  public func unmetExpectations(_ expected: Expectations) -> [String] {
    var findings = Findings()
    findings.compare("Accepted runs", acceptedRuns(), expected.acceptedRuns)
    compareCredits(expected.credits, &findings)
    compareRenders(expected.renders, &findings)
    compareDraft(expected.draft, &findings)
    for one in expected.requests {
      let count = staged?.count(of: one.key) ?? 0
      findings.compare("Requests of \(one.key.rawValue)", count, one.count)
    }
    for one in expected.refusals {
      let count = journal.count { $0.kind == .refused && $0.detail == String(one.key) }
      findings.compare("Refusals with \(one.key)", count, one.count)
    }
    for one in expected.faults {
      let fired = faultReports.filter { $0.planned.fault == one.key }.map(\.fired).reduce(0, +)
      findings.compare("Faults \(one.key) that fired", fired, one.count)
    }
    for one in expected.journal {
      let count = journal.count { $0.kind == one.key }
      findings.compare("Journal entries \(one.key.rawValue)", count, one.count)
    }
    return findings.sentences
  }

  private func compareCredits(_ expected: Expectations.Credits, _ findings: inout Findings) {
    let all = accounts.accounts.values.map(\.credits)
    findings.compare("Available credits", all.map(\.available).reduce(0, +), expected.available)
    findings.compare("Frozen credits", all.map(\.frozen).reduce(0, +), expected.frozen)
    findings.compare("Spent credits", all.map(\.spent).reduce(0, +), expected.spent)
  }

  private func compareRenders(_ expected: Expectations.Renders, _ findings: inout Findings) {
    let states = renders.values.map { $0.status(at: now) }
    findings.compare("Submitted renders", states.count, expected.submitted)
    findings.compare("Completed renders", states.count { $0 == .completed }, expected.completed)
    findings.compare("Failed renders", states.count { $0 == .failed }, expected.failed)
  }

  private func compareDraft(_ expected: Expectations.Draft, _ findings: inout Findings) {
    let newest = journal.last { $0.kind == .sessionCreated }?.session
    let draft = newest.flatMap { sessions[$0]?.draft }
    findings.compare("Milliseconds of the draft", draft?.duration ?? 0, expected.milliseconds)
    for one in expected.segments {
      let count = draft?.count(of: one.key) ?? 0
      findings.compare("Segments of \(one.key.rawValue) in the draft", count, one.count)
    }
  }
}

/// What is not as it should be.
private struct Findings {
  private(set) var sentences: [String] = []

  mutating func compare(_ what: String, _ count: Int, _ expected: Expectations.Count?) {
    guard let expected, !expected.contains(count) else { return }
    sentences.append("\(what): \(expected.words) expected, \(count) found.")
  }
}

extension ClosedRange<Int> {
  fileprivate var words: String {
    if lowerBound == upperBound { return "\(lowerBound)" }
    return upperBound == .max ? "at least \(lowerBound)" : "\(lowerBound) to \(upperBound)"
  }
}

extension Draft {
  fileprivate func count(of kind: Expectations.SegmentKind) -> Int {
    switch kind {
    case .video: clips.count
    case .title: titles.count
    case .captions: captions.count
    case .music: music.count
    case .voice: voices.count
    case .highlights: highlights.count
    }
  }
}
