/// Where a request of the user goes (contract section 14).
public enum Intent: String, Sendable, Hashable, CaseIterable {
  case export, credits, status, upload
  /// The subtitles as a file, made on this side without a render.
  case subtitles
  /// To the agent.
  case message
}

/// What the user wants, and the files that are named with it.
public struct Request: Sendable, Hashable {
  public var intent: Intent
  /// Paths and addresses, in the order of the text: what to upload, or where to save.
  public var files: [String]

  public init(_ intent: Intent, files: [String] = []) {
    self.intent = intent
    self.files = files
  }
}

/// Decides by keyword what is done on this side and what the agent gets.
///
/// A request is a command when, besides its keyword, it has only small words: "export the video
/// please" is one, "add a status bar at the top" is not. So a long creative sentence never starts
/// an export by accident, and a plain wish to export never reaches the agent.
public enum IntentRouter {
  /// Longer texts are never commands, in bytes; a path in them does not count.
  private static let maximumCommandBytes = 400
  /// Longer texts are not read at all, in bytes.
  private static let maximumBytes = 1 << 14

  /// - Parameters:
  ///   - text: what the user wrote.
  ///   - hasAttachment: whether a file came with it; files are uploaded first.
  public static func route(_ text: String, hasAttachment: Bool = false) -> Intent {
    hasAttachment ? .upload : read(text).intent
  }

  /// The same with the paths and addresses that the text names: "export to out.mp4".
  public static func read(_ text: String) -> Request {
    guard text.utf8.count <= maximumBytes else { return Request(.message) }
    let named = NamedFiles(text)
    guard !named.quotesText, named.rest.utf8.count <= maximumCommandBytes else {
      return Request(.message, files: named.files)
    }
    let intent = CommandWords.intent(of: named.rest)
    return Request(intent, files: intent == .message ? named.files : named.names)
  }
}
