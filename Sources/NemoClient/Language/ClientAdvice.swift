/// What this side says to a message by itself, by the rules of contract section 17.
public struct ClientAdvice: Sendable, Hashable {
  public enum Topic: Sendable, Hashable {
    /// "Make it look better": the seed's hint to be specific.
    case vague
    /// Music by an address of YouTube, Spotify or the like: there is a built-in library.
    case streamedMusic
    /// To edit a photo: a slideshow can be made of it.
    case photoEditing
    /// A file of this machine is named in the text, which the backend cannot read.
    case localFile(String)
    /// A format that cannot be exported.
    case outputFormat
    /// A question on formats.
    case formats
  }

  public var topic: Topic

  /// Whether the advice is said instead of sending the message; else the message goes out too.
  public var isInsteadOfSending: Bool {
    switch topic {
    case .vague, .streamedMusic, .photoEditing, .localFile, .formats: true
    case .outputFormat: false
    }
  }

  /// The advice for a message; nil for most. What is uncertain goes to the agent without.
  public static func of(_ message: String) -> ClientAdvice? {
    nil
  }

  /// The advice for the user.
  public func text(in language: Language) -> String {
    switch (topic, language) {
    case (.vague, .english):
      """
      Be specific, it works better and faster. For example: "crop the screen recording to 16:9, \
      highlight the cursor clicks, and add a voiceover track"
      """
    default: ""
    }
  }
}
