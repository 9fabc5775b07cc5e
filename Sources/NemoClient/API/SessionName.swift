/// How a person names a session: `LAST`, an id, or the beginning of only one id.
public struct SessionName: Sendable, Hashable {
  /// Stands for the session that was opened or used last.
  public static let last = "LAST"

  public var text: String

  public init(_ text: String) {
    self.text = String(text.trimmed)
  }

  /// - Parameter sessions: the one that was used last first.
  /// - Throws: ``SessionNameError``.
  public func choose(among sessions: [StoredSession]) throws(SessionNameError) -> StoredSession {
    guard let newest = sessions.first else { throw SessionNameError(.noSession, name: text) }
    if text.uppercased() == Self.last { return newest }
    if let session = sessions.first(where: { $0.id == text }) { return session }
    let matches = text.isEmpty ? [] : sessions.filter { $0.id.hasPrefix(text) }
    guard let match = matches.first else { throw SessionNameError(.unknown, name: text) }
    guard matches.count == 1 else {
      throw SessionNameError(.ambiguous, name: text, count: matches.count)
    }
    return match
  }
}

/// A name that stands for no session, or for several. Its description says what to do.
public struct SessionNameError: Error, Sendable, Hashable {
  public enum Code: Sendable, Hashable {
    /// Nothing was ever opened at this backend.
    case noSession
    case unknown, ambiguous
  }

  public var code: Code
  /// What was given.
  public var name: String
  /// How many sessions it stands for.
  public var count: Int

  init(_ code: Code, name: String, count: Int = 0) {
    self.code = code
    self.name = name
    self.count = count
  }

  /// What is wrong and what to do, for a person.
  public func sentence(in language: Language) -> String {
    switch (code, language) {
    case (.noSession, .english): "There is no session yet at this backend. Upload a file first."
    case (.noSession, .chinese): "这个后端还没有会话。请先上传文件。"
    case (.unknown, .english):
      "No session is called \"\(name)\". Say LAST, or the beginning of an id from the list."
    case (.unknown, .chinese): "没有名为“\(name)”的会话。请用 LAST，或列表中某个 ID 的开头。"
    case (.ambiguous, .english):
      "\(count) sessions begin with \"\(name)\". Write more of the id."
    case (.ambiguous, .chinese): "有 \(count) 个会话以“\(name)”开头。请多写几位 ID。"
    }
  }
}

extension SessionNameError: CustomStringConvertible {
  public var description: String { sentence(in: .english) }
}
