/// What a text of the backend asks the user to do in an editor that is not there.
///
/// Only a suggestion: text from a server never starts anything by itself (contract section 15).
public enum SuggestedAction: String, Sendable, Hashable, CaseIterable {
  /// Look at the timeline.
  case showTimeline
  /// Export the video.
  case export
  /// Look at the credits.
  case credits
  /// Ask for an edit in a message.
  case edit
}
