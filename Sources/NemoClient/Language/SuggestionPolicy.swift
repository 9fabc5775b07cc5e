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

/// What a message asked for besides the agent's work.
struct UserWish {
  private let message: String

  init(_ message: String) { self.message = message }

  /// "Crop it to 16:9 and export it": one part of the message is the command.
  func asks(for intent: Intent) -> Bool {
    parts.contains { IntentRouter.route(String($0)) == intent }
  }

  /// Whether the message asked for this edit and for more.
  ///
  /// An edit that is all of the message has been sent already: to send it again could go on forever.
  func asks(forEdit instruction: String) -> Bool {
    let wanted = Self.substance(message)
    let suggested = Self.substance(instruction)
    return !suggested.isEmpty && suggested.isStrictSubset(of: wanted)
  }

  private var parts: [Substring] {
    var parts: [Substring] = []
    for clause in message.split(whereSeparator: { ",;.!?，；。！？、\n".contains($0) }) {
      let words = clause.split(separator: " ")
      let cuts = words.split { ["and", "then", "&"].contains($0.lowercased()) }
      parts += cuts.map {
        clause[($0.first?.startIndex ?? clause.startIndex)..<($0.last?.endIndex ?? clause.endIndex)]
      }
    }
    return parts
  }

  private static let moves: Set<String> = [
    "drag", "drop", "move", "put", "place", "the", "a", "to",
  ]

  private static func substance(_ text: String) -> Set<String> {
    let words = Clause(text).words.map(\.text).filter { !moves.contains($0) }
    let characters = text.filter { !$0.isASCII && $0.isLetter && !"把将移拖到动".contains($0) }
    return Set(words).union(characters.map(String.init))
  }
}
