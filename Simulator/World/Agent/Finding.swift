/// What came of an edit; its wording is elsewhere.
enum Finding: Sendable, Hashable {
  case shown(filename: String, milliseconds: Int)
  case appended(filename: String, milliseconds: Int)
  case trimmed(from: Int, to: Int)
  case nothingToTrim
  case pausesTrimmed(milliseconds: Int, left: Int)
  case noPauses
  case cropped(ratio: String, width: Int, height: Int)
  case titleAdded(text: String, start: Int, end: Int)
  case titleChanged(text: String)
  case titleUnchanged(text: String)
  case captionsAdded(count: Int)
  case noSpeech
  case musicAdded(name: String, percent: Int)
  case volumeSet(Edit.Target, percent: Int)
  case voiceAdded(milliseconds: Int)
  /// One clip has a transition only from black, at its start.
  case transitionAdded(RenderSpec.Transition.Kind, isAtStart: Bool)
  /// The factor is of the source.
  case speedChanged(factor: Double, milliseconds: Int)
  case clicksHighlighted(count: Int)
  case noClicks
  case removed(Edit.Target)
  case missing(Edit.Target)
  case generated(title: String, milliseconds: Int)
  case noDraft
}
