/// The language of a session: as told, else as the first message shows, else English.
package enum SessionLanguage {
  /// - Returns: a code as the backend takes it, such as `en` or `zh` (contract section 5.2).
  package static func choose(given: String?, firstMessage: String?) -> String {
    if let given = given?.trimmed, !given.isEmpty { return String(given) }
    return (firstMessage.map(Language.init(of:)) ?? .english).rawValue
  }
}
