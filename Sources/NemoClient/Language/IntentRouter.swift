/// Where a request of the user goes (contract section 14).
public enum Intent: String, Sendable, Hashable, CaseIterable {
  case export, credits, status, upload
  /// To the agent.
  case message
}

/// Decides by keyword what is done on this side and what the agent gets.
///
/// A request is a command when, besides its keyword, it has only small words: "export the video
/// please" is one, "add a status bar at the top" is not. So a long creative sentence never starts
/// an export by accident, and a plain wish to export never reaches the agent.
public enum IntentRouter {
  /// Longer texts are never commands, in bytes.
  private static let maximumCommandBytes = 400

  /// - Parameters:
  ///   - text: what the user wrote.
  ///   - hasAttachment: whether a file came with it; files are uploaded first.
  public static func route(_ text: String, hasAttachment: Bool = false) -> Intent {
    if hasAttachment { return .upload }
    guard text.utf8.count <= maximumCommandBytes, let intents = CommandWords.intents(in: text)
    else {
      return .message
    }
    // A question about an export is a question; only the plain wish renders.
    return [.status, .credits, .export, .upload].first(where: intents.contains) ?? .message
  }
}
