import NemoClient

// How turns end.
extension ChatMachine {
  mutating func ended(_ outcome: TurnOutcome) {
    switch outcome {
    case .text(let text, let changes, let timeline):
      arrived(said: text, changes, timeline)
    case .changed(let changes, let timeline):
      arrived(said: "", changes, timeline)
    case .nothingChanged:
      say(wording.nothingChanged)
      reportTurn("nothing", "", [], nil)
      exitCode = ExitTable.edit
    case .failed(let error) where error.code == .cancelled: stoppedListening(error)
    case .failed(let error): turnFailed(error)
    }
    if case .failed = outcome { return }
    guard queue.isEmpty else { return }
    follow(suggestions)
    guard queue.isEmpty, offer == nil else { return }
    offerSteps(after: .edit, outcome.timeline)
  }

  private mutating func arrived(
    said: String, _ diff: TimelineDiff, _ timeline: TimelineSummary?
  ) {
    let changes = wording.changes(diff)
    if !changes.isEmpty { say(wording.done(changes), .good) }
    if let timeline { say(wording.timeline(timeline)) }
    reportTurn(said.isEmpty ? "changed" : "text", said, changes, timeline?.description)
  }

  private mutating func reportTurn(
    _ outcome: String, _ said: String, _ changes: [String], _ timeline: String?
  ) {
    report(
      "edited",
      [
        "outcome": .string(outcome), "said": .string(said),
        "changes": .array(changes.map(JSONText.string)), "timeline": .optional(timeline),
      ])
  }

  // MARK: Suggestions

  /// What the backend suggested, as far as the user asked for it; the rest is offered. It never
  /// spends credits by itself (contract section 15).
  private mutating func follow(_ suggested: [SuggestedAction]) {
    guard case .message(let message) = jobLine.request else { return }
    for action in suggested {
      switch SuggestionPolicy.decide(action, after: message) {
      case .run: run(action)
      case .offer: offer(action)
      case .ask: ask(about: action)
      }
    }
  }

  private mutating func run(_ action: SuggestedAction) {
    switch action {
    // It was told with the outcome.
    case .showTimeline: break
    case .credits: ask(ChatJob.credits)
    case .export: enqueue([.export(nil)], of: jobLine.text)
    case .subtitles: enqueue([.subtitles(nil)], of: jobLine.text)
    case .edit(let instruction?): enqueue([.message(instruction)], of: instruction)
    case .edit(nil), .sendFile: ask(about: action)
    }
  }

  /// One offer at a time: the first.
  private mutating func offer(_ action: SuggestedAction) {
    guard settings.isInteractive, offer == nil else { return }
    switch action {
    case .export: offer(.export(nil), wording.offerExport)
    case .subtitles: offer(.subtitles(nil), wording.offerSubtitles)
    case .edit(let instruction?): offer(.message(instruction), wording.offerEdit(instruction))
    case .edit(nil), .sendFile, .showTimeline, .credits: break
    }
  }

  private mutating func offer(_ request: ChatRequest, _ question: String) {
    offer = .request(request)
    say(question, .dim)
  }

  private mutating func ask(about action: SuggestedAction) {
    guard settings.isInteractive else { return }
    say(action == .sendFile ? wording.uploadHint : wording.askWhichEdit, .dim)
  }

  // MARK: Stops and failures

  private mutating func stoppedListening(_ error: NemoError) {
    exitCode = ExitTable.interrupted
    report("stopped")
    isUnsettled = error.wasSent
    guard error.wasSent else {
      say(wording.stoppedBeforeSending, .dim)
      return giveUp()
    }
    guard settings.isInteractive else { return leave() }
    say(wording.stoppedListening, .dim)
    act(.busy(wording.settling))
    begin(.settle)
  }

  private mutating func turnFailed(_ error: NemoError) {
    holdQueue()
    fail(.nemo(error))
  }

  private mutating func giveUp() {
    holdQueue()
    if !settings.isInteractive { leave() }
  }

  /// What became of a turn that was not listened to until its end.
  mutating func settled(_ outcome: TurnOutcome?) {
    isUnsettled = false
    switch outcome {
    case nil: break
    case .failed(let error)? where error.code == .cancelled: stillUnsettled(error)
    case .failed(let error)?: turnFailed(error)
    case .text?, .changed?, .nothingChanged?: outcome.map { told($0) }
    }
  }

  private mutating func told(_ outcome: TurnOutcome) {
    suggestions = []
    ended(outcome)
  }

  private mutating func stillUnsettled(_ error: NemoError) {
    if let watched = error.context.unchanged { return say(wording.settledUnchanged(watched)) }
    isUnsettled = isCancelling
    say(isCancelling ? wording.stoppedSettling : wording.settledUnknown, .dim)
    giveUp()
  }
}

extension TurnOutcome {
  /// As it is after the turn; nil where nobody knows.
  fileprivate var timeline: TimelineSummary? {
    switch self {
    case .text(_, _, let timeline), .changed(_, let timeline): timeline
    case .nothingChanged, .failed: nil
    }
  }
}
