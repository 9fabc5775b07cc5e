/// Where a request of the user goes (contract section 14).
public enum Intent: String, Sendable, Hashable, CaseIterable {
  case export, credits, status, upload
  /// To the agent.
  case message
}

/// Decides by keyword what is done on this side and what the agent gets.
public enum IntentRouter {
  /// - Parameters:
  ///   - text: what the user wrote.
  ///   - hasAttachment: whether a file came with it; files are uploaded first.
  public static func route(_ text: String, hasAttachment: Bool = false) -> Intent {
    .message
  }
}
