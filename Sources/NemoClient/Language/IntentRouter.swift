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
  /// What to send, of a message: the user's words, without a command at their end.
  public var text: String
  /// That command, if there is one: "crop it to 16:9 and then export it". An export is never for
  /// the agent.
  public var afterwards: [Request]

  public init(
    _ intent: Intent, files: [String] = [], text: String = "", afterwards: [Request] = []
  ) {
    self.intent = intent
    self.files = files
    self.text = text
    self.afterwards = afterwards
  }
}

extension Request {
  /// Longer texts are never commands, in bytes; a path in them does not count.
  private static let maximumBytes = 400

  /// Nil for a text that is no command.
  init?(command text: String, _ named: NamedFiles) {
    guard !named.quotesText, named.rest.utf8.count <= Self.maximumBytes else { return nil }
    let intent = CommandWords.intent(of: named.rest)
    guard intent != .message else { return nil }
    self.init(intent, files: named.names, text: text)
  }
}

/// Decides by keyword what is done on this side and what the agent gets.
///
/// A request is a command when, besides its keyword, it has only small words: "export the video
/// please" is one, "add a status bar at the top" is not. So a long creative sentence never starts
/// an export by accident, and a plain wish to export never reaches the agent.
public enum IntentRouter {
  /// Longer texts are not read at all, in bytes.
  private static let maximumBytes = 1 << 12

  /// - Parameters:
  ///   - text: what the user wrote.
  ///   - hasAttachment: whether a file came with it; files are uploaded first.
  public static func route(_ text: String, hasAttachment: Bool = false) -> Intent {
    if hasAttachment { return .upload }
    return read(text).intent
  }

  /// The same with what else the text says: the paths and addresses in it, and a command after a
  /// message.
  public static func read(_ text: String) -> Request {
    guard text.utf8.count <= maximumBytes else { return Request(.message, text: text) }
    let named = NamedFiles(text)
    if let command = Request(command: text, named) { return command }
    guard let last = UserWish(text).last else {
      return Request(.message, files: named.files, text: text)
    }
    let files = NamedFiles(last.message).files
    return Request(.message, files: files, text: last.message, afterwards: [last.request])
  }
}
