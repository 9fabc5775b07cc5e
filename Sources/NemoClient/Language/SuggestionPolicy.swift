/// What becomes of a backend's suggestion, given what the user asked for (contract section 15).
///
/// What only reads runs at once. An export or an edit runs only where the user's own message asked
/// for just that, so a phrase of the backend never spends credits or writes a file by itself.
public enum SuggestionPolicy {
  public enum Decision: Sendable, Hashable {
    /// Do it now.
    case run
    /// Offer it, one key to accept.
    case offer
    /// It cannot be done before the user says more: which edit, or which file.
    case ask
  }

  /// - Parameters:
  ///   - action: what the backend's text suggests.
  ///   - message: what the user has sent, and the text answers.
  public static func decide(_ action: SuggestedAction, after message: String) -> Decision {
    switch action {
    case .showTimeline, .credits: .run
    case .export: UserWish(message).asks(for: .export) ? .run : .offer
    case .subtitles: UserWish(message).asks(for: .subtitles) ? .run : .offer
    case .edit(let instruction?): UserWish(message).asks(forEdit: instruction) ? .run : .offer
    case .edit(nil), .sendFile: .ask
    }
  }
}
