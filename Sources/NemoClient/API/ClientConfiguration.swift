public import NemoHTTP
public import NemoTime

/// What a ``Connection`` is made of. Nothing here reads an environment or a home folder.
public struct ClientConfiguration: Sendable {
  /// The address of the API, such as `https://mega-api-prod.nemovideo.ai`; it may have a path.
  public var baseURL: String
  /// Who asks.
  public var identity: SkillIdentity
  /// What answers requests.
  public var transport: any HTTPTransport
  /// The clock that pauses, limits and expiry follow.
  public var time: any TimeSource
  /// The clock of limits on the wire. The same as ``time`` unless that one runs faster than a wire
  /// can.
  public var transportTime: any TimeSource
  /// Where client ids, render ids and boundaries come from.
  public var entropy: any Entropy
  /// Where uploads are read from and exports written to.
  public var files: any FileStore
  /// What is remembered of this backend.
  public var store: any ClientStore
  /// A token given from outside, such as the value of `NEMO_TOKEN`. It is never stored, and never
  /// replaced by another.
  public var suppliedToken: String?
  /// Whether to sign in anonymously where there is no token.
  public var allowsAnonymousSignIn: Bool
  /// Whether the token of an account that is in the store is used, and not only an anonymous one.
  public var usesAccountToken = true
  public var policy: ClientPolicy
  /// Where the vendor's web pages are, for links that open in a browser.
  public var webBase = RegistrationLink.defaultWebBase
  /// Called when the backend asks to wait, and the call under way has nobody of its own to tell.
  public var onPause: @Sendable (Duration) -> Void = { _ in }

  public init(
    baseURL: String, identity: SkillIdentity = SkillIdentity(), transport: any HTTPTransport,
    time: any TimeSource, transportTime: (any TimeSource)? = nil, entropy: any Entropy,
    files: any FileStore, store: any ClientStore, suppliedToken: String? = nil,
    allowsAnonymousSignIn: Bool = true, policy: ClientPolicy = .vendor
  ) {
    self.baseURL = baseURL
    self.identity = identity
    self.transport = transport
    self.time = time
    self.transportTime = transportTime ?? time
    self.entropy = entropy
    self.files = files
    self.store = store
    self.suppliedToken = suppliedToken
    self.allowsAnonymousSignIn = allowsAnonymousSignIn
    self.policy = policy
  }
}

// The supplied token is in no description.
extension ClientConfiguration: CustomStringConvertible, CustomReflectable {
  public var description: String { "a client of \(baseURL) for \(identity.name)" }

  public var customMirror: Mirror {
    Mirror(self, children: ["baseURL": baseURL, "identity": identity])
  }
}
