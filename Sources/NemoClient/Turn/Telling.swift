import NemoTime

/// What a turn has told the user so far, and whether its message is out.
final class Telling: Sendable {
  private struct State {
    var texts: [String] = []
    var wasSent = false
  }

  /// What the user writes now, whatever the session began with.
  let language: Language
  let onEvent: @Sendable (TurnEvent) -> Void
  private let state = Locked(State())

  init(language: Language, onEvent: @escaping @Sendable (TurnEvent) -> Void) {
    self.language = language
    self.onEvent = onEvent
  }

  /// All that was said, translated.
  var text: String { state.withLock { $0.texts.joined(separator: "\n") } }

  /// Whether the backend may have the message.
  var wasSent: Bool { state.withLock { $0.wasSent } }

  func isSending() { state.withLock { $0.wasSent = true } }

  func isNotSent() { state.withLock { $0.wasSent = false } }

  func perform(_ action: TurnMachine.Action) {
    switch action {
    case .say(let text): say(text)
    case .toolCall(let name): onEvent(.toolCall(name))
    case .stillWorking: onEvent(.stillWorking)
    case .wait, .finish: break
    }
  }

  /// A sentence of this client's own.
  func tell(_ sentence: String) {
    state.withLock { $0.texts.append(sentence) }
    onEvent(.said(sentence))
  }

  private func say(_ text: String) {
    guard let text = ServerSentence.told(text) else { return }
    let translation = GUITranslator.translate(text)
    if !translation.text.isEmpty { tell(translation.text) }
    if !translation.actions.isEmpty { onEvent(.suggested(translation.actions)) }
  }
}
