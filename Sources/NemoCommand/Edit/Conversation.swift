import NemoClient
import NemoTime

/// Shows one turn after the other, without technical details.
struct Conversation: Sendable {
  private let teller: Teller

  init(_ teller: Teller) {
    self.teller = teller
  }

  init(_ console: Console, in language: Language) {
    teller = Teller(console, language)
  }

  /// Sends the instruction and tells what happens.
  ///
  /// - Parameter own: the upload that a timeline of its own begins with, where the one before was
  ///   about another file: what changed is then told of that upload.
  /// - Throws: the turn's ``NemoError``; nobody else tells it.
  func turn(
    _ instruction: String, in session: EditingSession, startingFrom own: [UploadedFile]? = nil
  ) async throws -> TurnReport {
    teller.say("", .plain)
    teller.say("> " + instruction, .strong)
    let said = Locked<[String]>([])
    let outcome = await session.send(instruction) { event in
      if case .said(let text) = event { said.withLock { $0.append(text) } }
      show(event, of: instruction)
    }
    var report = try TurnReport(
      instruction: instruction, said: said.withLock { $0 }.joined(separator: "\n"), outcome,
      teller.language)
    if let own, !report.changes.isEmpty, let state = try? await session.state() {
      report.tell(Self.changes(of: own, state), teller.language)
    }
    tell(report)
    return report
  }

  /// What became of an upload that stood alone.
  private static func changes(of own: [UploadedFile], _ state: SessionState) -> TimelineDiff {
    TimelineDiff(
      before: SessionState(media: own), after: SessionState(draft: state.draft, media: own))
  }

  static func busy(_ pause: Duration, in language: Language = .english) -> String {
    let seconds = pause.wholeMilliseconds / 1_000
    switch language {
    case .english:
      return "The server is busy. Trying again\(seconds > 0 ? " in \(seconds) s" : "")..."
    case .chinese: return "服务器繁忙，\(seconds > 0 ? "\(seconds) 秒后" : "正在")重试……"
    }
  }

  private func show(_ event: TurnEvent, of instruction: String) {
    switch event {
    case .said(let text): teller.say(text, .plain)
    case .stillWorking: teller.say(EditRemark.stillWorking, .dim)
    case .recovering: teller.say(EditRemark.recovering, .dim)
    case .rateLimited(let pause): teller.say(Self.busy(pause, in: teller.language), .dim)
    case .toolCall(let name): teller.trace("tool \(name)")
    case .suggested(let actions): actions.forEach { tell($0, after: instruction) }
    // The error that ends such a turn says it.
    case .sessionReplaced: break
    }
  }

  /// Nobody is here to accept an offer, and what costs credits is never done unasked. The timeline
  /// is shown and the video exported without being suggested.
  private func tell(_ action: SuggestedAction, after instruction: String) {
    guard case .edit(let edit?) = action,
      SuggestionPolicy.decide(action, after: instruction) == .offer
    else { return }
    teller.say(EditRemark.suggested(edit), .dim)
  }

  private func tell(_ report: TurnReport) {
    if !report.changes.isEmpty {
      teller.say("✅ " + report.changesLine, .good)
    } else if report.outcome == .nothing {
      teller.say(EditRemark.nothingChanged)
    }
    if let timeline = report.timeline { teller.say(timeline, .plain) }
  }
}

/// What became of one instruction.
struct TurnReport: Sendable {
  var instruction: String
  var said: String
  var outcome: Outcome
  var changes: [String] = []
  /// The changes on one line.
  var changesLine = ""
  var timeline: String?

  enum Outcome: String, Sendable { case text, changed, nothing }

  init(instruction: String, said: String, _ outcome: TurnOutcome, _ language: Language) throws {
    self.instruction = instruction
    self.said = said
    var changes: TimelineDiff?
    switch outcome {
    case .text(_, let diff, let timeline):
      self.outcome = .text
      changes = diff
      self.timeline = timeline?.text(in: language)
    case .changed(let diff, let timeline):
      self.outcome = .changed
      changes = diff
      self.timeline = timeline?.text(in: language)
    case .nothingChanged:
      self.outcome = .nothing
    case .failed(let error): throw error
    }
    if let changes { tell(changes, language) }
  }

  mutating func tell(_ diff: TimelineDiff, _ language: Language) {
    changes = diff.sentences(in: language)
    changesLine = diff.text(in: language)
  }

  var json: JSONText {
    .object([
      "instruction": .string(instruction), "outcome": .string(outcome.rawValue),
      "said": .string(said),
      "changes": .array(changes.map(JSONText.string)), "timeline": .optional(timeline),
    ])
  }
}
