public import NemoTime

/// What the client remembers of one backend from one run to the next.
///
/// Every call is short and synchronous, and may come from any thread.
public protocol ClientStore: Sendable {
  /// The id that anonymous sign-ins carry; it stays the same for good (contract section 3.3).
  func clientID() throws -> String?
  func save(clientID: String) throws

  func token() throws -> StoredToken?
  /// - Parameter token: nil forgets the token.
  func save(token: StoredToken?) throws

  /// The session that was saved last.
  func lastSession() throws -> StoredSession?
  func save(session: StoredSession) throws

  /// Adds the render, or replaces the one with the same id. On return it is durable.
  func save(render: StoredRender) throws
  /// All renders, in the order in which they were first saved.
  func renders() throws -> [StoredRender]
}

/// A token of the backend. Its descriptions mask it.
public struct StoredToken: Sendable, Hashable {
  public var value: String
  /// The account, such as `anon_…`, if the backend told it.
  public var userID: String?
  public var expiresAt: WallTime
  public var isAnonymous: Bool

  public init(value: String, userID: String?, expiresAt: WallTime, isAnonymous: Bool) {
    self.value = value
    self.userID = userID
    self.expiresAt = expiresAt
    self.isAnonymous = isAnonymous
  }
}

extension StoredToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String {
    "\(isAnonymous ? "anonymous" : "account") token, valid until \(expiresAt.iso8601)"
  }

  public var debugDescription: String { description }

  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A session of the backend, as it is found again.
public struct StoredSession: Sendable, Hashable {
  /// A decimal string above 2^53 (contract section 3.1).
  public var id: String
  public var taskID: String?
  public var name: String
  /// The language that the session was opened with, such as `en`.
  public var language: String
  public var createdAt: WallTime

  public init(
    id: String, taskID: String?, name: String, language: String = "en", createdAt: WallTime
  ) {
    self.id = id
    self.taskID = taskID
    self.name = name
    self.language = language
    self.createdAt = createdAt
  }
}

/// A render, from before it is submitted until its file is delivered.
public struct StoredRender: Sendable, Hashable {
  /// The client's own id, such as `render_1767225600000_9f2c`.
  public var id: String
  public var sessionID: String
  /// Where the file is to stand.
  public var outputPath: String?
  /// When the submission left; nil while it is only prepared.
  public var submittedAt: WallTime?
  public var state: State
  /// Where the backend said the file is. It may be signed: don't print it.
  public var url: String?

  public init(
    id: String, sessionID: String, outputPath: String?, submittedAt: WallTime? = nil,
    state: State = .prepared, url: String? = nil
  ) {
    self.id = id
    self.sessionID = sessionID
    self.outputPath = outputPath
    self.submittedAt = submittedAt
    self.state = state
    self.url = url
  }

  /// How far a render has come.
  public struct State: RawRepresentable, Sendable, Hashable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// In the store, and perhaps never submitted.
    public static let prepared = State(rawValue: "prepared")
    /// Accepted by the backend, or perhaps so.
    public static let submitted = State(rawValue: "submitted")
    /// Rendered, not yet downloaded.
    public static let completed = State(rawValue: "completed")
    /// The file stands at its path.
    public static let delivered = State(rawValue: "delivered")
    /// Refused or failed.
    public static let failed = State(rawValue: "failed")
    /// Still going on when this client stopped asking.
    public static let handedOn = State(rawValue: "handed-on")
  }
}
