/// What a text of the backend asks the user to do in an editor that is not there.
///
/// Only a suggestion: text from a server never starts anything by itself (contract section 15).
/// ``SuggestionPolicy`` says what becomes of it.
public enum SuggestedAction: Sendable, Hashable {
  /// Look at the timeline.
  case showTimeline
  /// Look at the credits.
  case credits
  /// Export the video.
  case export
  /// Save the subtitles as a file.
  case subtitles
  /// Send a file.
  case sendFile
  /// Ask for an edit in a message: the text to send, such as "Move the title to the top". Nil where
  /// the backend did not say which edit; then the user is to be asked.
  case edit(String?)
}
