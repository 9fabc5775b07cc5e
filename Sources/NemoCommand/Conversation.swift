import NemoClient
import NemoTime

/// Shows one turn after the other, without technical details.
struct Conversation: Sendable {
  private let console: Console

  init(_ console: Console) {
    self.console = console
  }

  /// Sends the instruction and tells what happens.
  ///
  /// - Throws: the turn's ``NemoError``; nobody else tells it.
  func turn(_ instruction: String, in session: EditingSession) async throws -> TurnReport {
    console.say("")
    console.say("> " + instruction, .strong)
    let said = Locked<[String]>([])
    let outcome = await session.send(instruction) { event in
      if case .said(let text) = event { said.withLock { $0.append(text) } }
      show(event)
    }
    let report = try TurnReport(
      instruction: instruction, said: said.withLock { $0 }.joined(separator: "\n"), outcome)
    tell(report)
    return report
  }

  static func busy(_ pause: Duration) -> String {
    let seconds = pause.wholeMilliseconds / 1_000
    return "The server is busy. Trying again\(seconds > 0 ? " in \(seconds) s" : "")..."
  }

  private func show(_ event: TurnEvent) {
    switch event {
    case .said(let text): console.say(text)
    case .stillWorking: console.say("⏳ Still working...", .dim)
    case .recovering:
      console.say("The connection broke. Checking what became of the edit...", .dim)
    case .rateLimited(let pause): console.say(Self.busy(pause), .dim)
    case .toolCall(let name): console.trace("tool \(name)")
    // The error that ends such a turn says it.
    case .sessionReplaced, .suggested: break
    }
  }

  private func tell(_ report: TurnReport) {
    if !report.changes.isEmpty {
      console.say("✅ " + report.changes.joined(separator: ". "), .good)
    } else if report.outcome == .nothing {
      console.say(
        "Nothing changed. The editor does better with details, such as \"crop to 16:9, highlight the cursor clicks, and add a voiceover track\"."
      )
    }
    if let timeline = report.timeline { console.say(timeline) }
  }
}

/// What became of one instruction.
struct TurnReport: Sendable {
  var instruction: String
  var said: String
  var outcome: Outcome
  var changes: [String]
  var timeline: String?

  enum Outcome: String, Sendable { case text, changed, nothing }

  init(instruction: String, said: String, _ outcome: TurnOutcome) throws {
    self.instruction = instruction
    self.said = said
    switch outcome {
    case .text(_, let changes, let timeline):
      self.outcome = .text
      self.changes = changes.sentences
      self.timeline = timeline?.description
    case .changed(let changes, let timeline):
      self.outcome = .changed
      self.changes = changes.sentences
      self.timeline = timeline?.description
    case .nothingChanged:
      self.outcome = .nothing
      self.changes = []
    case .failed(let error): throw error
    }
  }

  var json: JSONText {
    .object([
      "instruction": .string(instruction), "outcome": .string(outcome.rawValue),
      "said": .string(said),
      "changes": .array(changes.map(JSONText.string)), "timeline": .optional(timeline),
    ])
  }
}
