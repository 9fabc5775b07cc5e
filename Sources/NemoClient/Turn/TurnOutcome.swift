/// What a turn tells while it lasts.
public enum TurnEvent: Sendable, Hashable {
  /// A text of the backend, already without instructions for a graphical editor.
  case said(String)
  /// What such instructions asked for. Suggestions: nothing is done by itself.
  case suggested([SuggestedAction])
  /// A tool of the backend began. For developers; not for the user.
  case toolCall(String)
  /// Two minutes went by without a word.
  case stillWorking
  /// The stream was lost; state is read to find out what became of the edit.
  case recovering
  /// The backend asked to wait that long; then the request is made once more.
  case rateLimited(Duration)
  /// The backend had lost the session. A new one stands in its place, without the uploads and the
  /// timeline of the old.
  case sessionReplaced
}

/// How a turn ended. There is exactly one for every message (promise 2).
public enum TurnOutcome: Sendable, Hashable {
  /// The backend said something. The text is what the ``TurnEvent/said(_:)`` events told, joined.
  case text(String, changes: TimelineDiff, timeline: TimelineSummary?)
  /// It said nothing, and the timeline or the media changed.
  case changed(TimelineDiff, timeline: TimelineSummary?)
  /// It said nothing, and nothing changed.
  case nothingChanged
  /// It failed; the error says what to do next. A cancelled turn has the code
  /// ``NemoError/Code/cancelled``.
  case failed(NemoError)

  /// Whether the turn did something: all but ``nothingChanged`` and ``failed(_:)``.
  public var isSuccess: Bool {
    switch self {
    case .text, .changed: true
    case .nothingChanged, .failed: false
    }
  }
}

extension NemoError.Code {
  /// The caller cancelled. What was sent may still be going on at the backend.
  public static let cancelled = NemoError.Code(rawValue: "cancelled")
}
