/// What the agent makes of a message.
struct Understanding: Sendable, Hashable {
  var language: Language
  var edits: [Edit] = []
  /// A clip of the simulated model is asked for.
  var isGeneration = false
  /// The message is talk, and this is the answer.
  var reply: String?
  /// What is said beside what came of the edits.
  var notes: [String] = []
  /// What the message asks of the simulator itself.
  var wishes = Wishes()
}
