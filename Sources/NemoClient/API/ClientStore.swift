public import NemoTime

/// What the client remembers of one backend from one run to the next.
///
/// Every call is short and synchronous, and may come from any thread.
public protocol ClientStore: Sendable {
  /// The id that anonymous sign-ins carry; it stays the same for good (contract section 3.3).
  func clientID() throws -> String?
  func save(clientID: String) throws

  /// The token of an account, else the anonymous one.
  func token() throws -> StoredToken?
  /// Both, the token of an account first.
  func tokens() throws -> [StoredToken]
  /// Takes the place of the token of the same kind: that of an account, or the anonymous one.
  ///
  /// - Parameter token: nil forgets both.
  func save(token: StoredToken?) throws
  /// Forgets the token of an account, and leaves the anonymous one.
  func forgetAccountToken() throws

  /// The session that was saved last.
  func lastSession() throws -> StoredSession?
  /// All sessions, the one that was saved last first.
  func sessions() throws -> [StoredSession]
  /// Adds the session, or replaces the one with the same id; either way it is the last one then.
  func save(session: StoredSession) throws

  /// Adds the render, or replaces the one with the same id. On return it is durable.
  func save(render: StoredRender) throws
  /// All renders, in the order in which they were first saved.
  func renders() throws -> [StoredRender]
  /// Removes a render that nothing is left of.
  func forget(render id: String) throws
  /// Keeps a render for the caller, so that no other process takes it up meanwhile. A claim ends
  /// with the process that holds it, however that ends.
  ///
  /// - Returns: nil while another one holds it.
  func claim(render id: String) throws -> (any RenderClaim)?
}

/// A render that is kept for its holder; see ``ClientStore/claim(render:)``.
public protocol RenderClaim: Sendable {
  /// Lets others take it up. Safe to repeat.
  func release()
}

// Enough for a store of one process that remembers little.
extension ClientStore {
  public func tokens() throws -> [StoredToken] { try [token()].compactMap(\.self) }

  public func forgetAccountToken() throws {
    if try token()?.isAnonymous == false { try save(token: nil) }
  }

  public func sessions() throws -> [StoredSession] { try [lastSession()].compactMap(\.self) }

  public func forget(render id: String) throws {}

  public func claim(render id: String) throws -> (any RenderClaim)? { UncontestedClaim() }
}

private struct UncontestedClaim: RenderClaim {
  func release() {}
}

/// A token of the backend. Its descriptions mask it.
public struct StoredToken: Sendable, Hashable {
  public var value: String
  /// The account, such as `anon_…`, if the backend told it.
  public var userID: String?
  /// Nil where nobody told: then it is good until it is refused.
  public var expiresAt: WallTime?
  public var isAnonymous: Bool

  public init(value: String, userID: String?, expiresAt: WallTime?, isAnonymous: Bool) {
    self.value = value
    self.userID = userID
    self.expiresAt = expiresAt
    self.isAnonymous = isAnonymous
  }

  public func isExpired(at now: WallTime) -> Bool { expiresAt.map { now >= $0 } ?? false }
}

extension StoredToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String {
    "\(isAnonymous ? "anonymous" : "account") token, valid until "
      + (expiresAt?.iso8601 ?? "it is revoked")
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
  /// When something was uploaded, edited or exported last; nil before.
  public var lastUsedAt: WallTime?
  /// The name of the first file that was uploaded, for people who look for the session.
  public var firstFile: String?

  public init(
    id: String, taskID: String?, name: String, language: String = "en", createdAt: WallTime,
    lastUsedAt: WallTime? = nil, firstFile: String? = nil
  ) {
    self.id = id
    self.taskID = taskID
    self.name = name
    self.language = language
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
    self.firstFile = firstFile
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
  /// Where the file is written until it is complete; nil when nothing was ever written.
  public var partPath: String?
  /// How large the complete file is, from ``State/downloaded`` on.
  public var sizeBytes: Int?

  public init(
    id: String, sessionID: String, outputPath: String?, submittedAt: WallTime? = nil,
    state: State = .prepared, url: String? = nil, partPath: String? = nil, sizeBytes: Int? = nil
  ) {
    self.id = id
    self.sessionID = sessionID
    self.outputPath = outputPath
    self.submittedAt = submittedAt
    self.state = state
    self.url = url
    self.partPath = partPath
    self.sizeBytes = sizeBytes
  }

  /// How far a render has come.
  public struct State: RawRepresentable, Sendable, Hashable {
    public var rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Not submitted; but there may be a temporary file already.
    public static let planned = State(rawValue: "planned")
    /// In the store, and perhaps never submitted.
    public static let prepared = State(rawValue: "prepared")
    /// Accepted by the backend, or perhaps so.
    public static let submitted = State(rawValue: "submitted")
    /// Rendered, not yet downloaded.
    public static let completed = State(rawValue: "completed")
    /// Complete in its temporary file, about to be put in its place, or already there.
    public static let downloaded = State(rawValue: "downloaded")
    /// The file stands at its path.
    public static let delivered = State(rawValue: "delivered")
    /// Refused or failed.
    public static let failed = State(rawValue: "failed")
    /// Still going on when this client stopped asking.
    public static let handedOn = State(rawValue: "handed-on")
  }
}
