public import NemoHTTP

/// Why something did not work: what, during which operation, and whether the backend has it.
///
/// ``description`` tells a person what to do next. Neither it nor any other part holds a token, a
/// prompt or JSON.
public struct NemoError: Error, Sendable, Hashable {
  public var code: Code
  public var operation: Operation
  public var cause: Cause?
  /// Whether the request may have reached the backend. An edit that did must not be sent again.
  /// False for an edit that the backend refused, because nothing of it ran.
  public var wasSent: Bool
  /// What the wording needs.
  public var context: Context

  public init(
    _ code: Code, during operation: Operation, cause: Cause? = nil, wasSent: Bool = false,
    context: Context = Context()
  ) {
    self.code = code
    self.operation = operation
    self.cause = cause
    self.wasSent = wasSent
    self.context = context
  }

  /// What was being done.
  public enum Operation: String, Sendable, Hashable, CaseIterable {
    case signIn, createSession, upload, edit, readState, readCredits, export, download, store
    case configure
  }

  /// What lies beneath.
  public enum Cause: Sendable, Hashable {
    case transport(TransportFailure)
    case refusal(BackendRefusal)
    case file(FileFailure)
    case setting(BadSetting)
    /// Something else, told for a developer. Free of secrets.
    case other(String)
  }

  /// Facts for the wording, all optional.
  public struct Context: Sendable, Hashable {
    /// Whose credits or plan it is about.
    public var account: Account
    /// Where to register, with `?bind=<id>`; see ``RegistrationLink``.
    public var registrationURL: String?
    /// The file on this machine.
    public var path: String?
    /// The limit that was broken, in megabytes.
    public var limitMegabytes: Int?
    /// When it makes sense to try again.
    public var retryAfter: Duration?
    /// Whether the token was given from outside, such as by `NEMO_TOKEN`: then it is never replaced.
    public var isTokenSupplied = false
    /// Whether a new session stands in the place of the one that the backend has lost.
    public var isSessionReplaced = false
    /// How long the timeline was watched after an edit without a change; nil where nobody could.
    public var unchanged: Duration?

    public enum Account: String, Sendable, Hashable { case anonymous, registered, unknown }

    public init(
      account: Account = .unknown, registrationURL: String? = nil, path: String? = nil,
      limitMegabytes: Int? = nil, retryAfter: Duration? = nil
    ) {
      self.account = account
      self.registrationURL = registrationURL
      self.path = path
      self.limitMegabytes = limitMegabytes
      self.retryAfter = retryAfter
    }
  }
}
