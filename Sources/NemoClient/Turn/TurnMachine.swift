package import NemoHTTP
package import NemoTime

/// Follows one message from the moment it is sent to the end of its stream. Contract section 7.
///
/// It says what to tell the user while it lasts, and at the end what is known of the run. It never
/// asks for the message to be sent again (promise 1).
package struct TurnMachine: Sendable {
  package enum Event: Sendable, Hashable {
    case agent(AgentEvent)
    /// The stream ended as it should; that is its only end marker (section 7.2).
    case closed
    /// The exchange broke.
    case failed(TransportFailure)
    /// ``deadline`` has come.
    case tick
  }

  package enum Action: Sendable, Hashable {
    /// Nothing to do before ``deadline``.
    case wait
    /// A text for the user, not yet translated.
    case say(String)
    /// A tool of that name began; internal.
    case toolCall(String)
    /// Time to tell the user that work goes on.
    case stillWorking
    case finish(Ending)
  }

  /// What is known when nobody listens any longer.
  package enum Ending: Sendable, Hashable {
    /// The run ended and said something; the last of it may still be to be said.
    case told(rest: String?)
    /// The run ended without a word. Often it did the work (section 7.6).
    case silent
    /// The run ended with trouble: state shows what it did.
    case broke(BackendRefusal?)
    /// The backend refused the message, so nothing ran.
    case refused(BackendRefusal)
    /// The message never left this machine.
    case unsent(TransportFailure)
    /// The run may still go on: find out by reading state (section 16.1).
    case lost(Loss)
  }

  /// How a stream got lost.
  package enum Loss: Sendable, Hashable {
    case disconnected(TransportFailure)
    /// It took longer than the stream's limit, or nothing but heartbeats came for too long.
    case overdue
    /// It closed with a tool still at work, or before the agent did anything: proxies close like
    /// that, and a generation takes up to 300 s (section 16.3).
    case cutOff
    /// A gateway answered in the backend's place.
    case unavailable(BackendRefusal)
  }

  private let policy: ClientPolicy
  private let start: Instant
  private var progress: Instant
  private var lastWord: Instant
  private var doneAt: Instant?
  private var fragments = ""
  private var lastText: String?
  private var sawEvents = false
  /// Whether the agent did something that is known. Heartbeats only show that it was about to.
  private var sawWork = false
  private var sawTrouble = false
  private var calls = OpenCalls()

  /// - Parameter now: when the message is sent.
  package init(policy: ClientPolicy = .vendor, at now: Instant) {
    self.policy = policy
    (start, progress, lastWord) = (now, now, now)
  }

  /// When to send ``Event/tick`` at the latest.
  package var deadline: Instant {
    let limit = min(overdueAt, lastWord.advanced(by: policy.noticeInterval))
    return min(limit, closeLimit ?? limit)
  }

  package mutating func receive(_ event: Event, at now: Instant) -> Action {
    switch event {
    case .agent(let event): return receive(event, now)
    case .closed: return .finish(ending())
    case .failed(let failure): return .finish(ending(after: failure))
    case .tick: return tick(now)
    }
  }

  // MARK: Time

  private var overdueAt: Instant {
    min(
      start.advanced(by: policy.streamLimit), progress.advanced(by: policy.heartbeatOnlyLimit))
  }

  private var closeLimit: Instant? { doneAt?.advanced(by: policy.closeGrace) }

  private mutating func tick(_ now: Instant) -> Action {
    if let closeLimit, now >= closeLimit { return .finish(ending()) }
    if now >= overdueAt { return .finish(.lost(.overdue)) }
    guard now >= lastWord.advanced(by: policy.noticeInterval) else { return .wait }
    lastWord = now
    return .stillWorking
  }

  // MARK: Events

  private mutating func receive(_ event: AgentEvent, _ now: Instant) -> Action {
    sawEvents = true
    if event != .unknown && event != .heartbeat { sawWork = true }
    if event != .heartbeat { progress = now }
    switch event {
    case .heartbeat, .unknown:
      return .wait
    case .text(let text), .aggregate(let text):
      return receive(text: text, now)
    case .fragment(let text):
      fragments += text
      return .wait
    case .toolCall(let name, let id):
      calls.begin(name, id)
      return .toolCall(name)
    case .toolResult(let name, let id):
      calls.end(name, id)
      return .wait
    case .done:
      doneAt = doneAt ?? now
      return .wait
    case .failure(let refusal):
      // A stream began, so the run did too: never a reason to send the message again.
      return .finish(.broke(refusal))
    case .refusal(let refusal):
      return .finish(ending(after: refusal))
    }
  }

  private mutating func receive(text whole: String, _ now: Instant) -> Action {
    calls = OpenCalls()
    guard let text = withoutTrouble(whole) else { return .wait }
    let rest = takeFragments(repeatedBy: whole)
    // The same frame twice is one text.
    guard text != lastText, !text.trimmed.isEmpty || rest != nil else { return .wait }
    lastText = text
    lastWord = now
    return .say([rest, text].compactMap(\.self).joined(separator: "\n"))
  }

  /// The fragments so far, unless the text is what they add up to.
  private mutating func takeFragments(repeatedBy text: String) -> String? {
    defer { fragments = "" }
    let isRepeated = text.trimmed.hasPrefix(fragments.trimmed)
    return isRepeated ? nil : toldFragments
  }

  /// The fragments so far, up to where trouble begins; nil where nothing is left.
  private var toldFragments: String? {
    let end = Trouble.start(in: fragments) ?? fragments.endIndex
    let told = String(fragments[..<end])
    return told.trimmed.isEmpty ? nil : told
  }

  /// The text up to where trouble begins; nil where it is nothing else.
  private mutating func withoutTrouble(_ text: String) -> String? {
    guard let trouble = Trouble.start(in: text) else { return text }
    sawTrouble = true
    let rest = String(text[..<trouble]).trimmed
    guard rest.isEmpty else { return rest }
    // The pieces of it that came before go with it; those of another text stay.
    if text.trimmed.hasPrefix(fragments.trimmed) { fragments = "" }
    return nil
  }

  // MARK: Ends

  private mutating func ending() -> Ending {
    if doneAt == nil && calls.areOpen { return .lost(.cutOff) }
    let rest = toldFragments
    if lastText != nil || rest != nil { return .told(rest: rest) }
    if sawTrouble || !fragments.trimmed.isEmpty { return .broke(nil) }
    return sawWork ? .silent : .lost(.cutOff)
  }

  private mutating func ending(after failure: TransportFailure) -> Ending {
    if failure.sent == .nothing && !sawEvents { return .unsent(failure) }
    return doneAt == nil ? .lost(.disconnected(failure)) : ending()
  }

  private func ending(after refusal: BackendRefusal) -> Ending {
    if BackendCode.table.contains(refusal.code) { return .refused(refusal) }
    if refusal.httpStatus >= 500 { return .lost(.unavailable(refusal)) }
    return refusal.httpStatus >= 400 ? .refused(refusal) : .broke(refusal)
  }
}
