package import NemoTime

/// Chooses the token that requests carry, and what follows when the backend rejects it.
///
/// A token that was given from outside comes first and is never replaced; then the stored one until
/// it expires; then an anonymous sign-in. Contract sections 3.2 and 6.2.
package struct AuthPolicy: Sendable {
  package enum Event: Sendable, Hashable {
    /// A request is about to be sent.
    case needed
    /// The backend answered 1001 to a request with that token.
    case rejected(String)
    /// The anonymous sign-in succeeded.
    case signedIn(StoredToken)
  }

  package enum Action: Sendable, Hashable {
    case use(String)
    /// Sign in anonymously with the stored client id.
    case signIn
    /// The token was given from outside or belongs to an account: only its owner can replace it.
    case failRejected
    /// There is no token, and anonymous sign-in is not allowed.
    case failNotSignedIn
  }

  private let suppliedToken: String?
  private let allowsAnonymousSignIn: Bool
  private var token: StoredToken?

  package init(
    suppliedToken: String?, storedToken: StoredToken?, allowsAnonymousSignIn: Bool = true
  ) {
    self.suppliedToken = suppliedToken
    self.token = storedToken
    self.allowsAnonymousSignIn = allowsAnonymousSignIn
  }

  package mutating func receive(_ event: Event, at now: WallTime) -> Action {
    switch event {
    case .needed:
      return choose(now)
    case .rejected(let value):
      return replace(value, now)
    case .signedIn(let token):
      self.token = token
      return .use(token.value)
    }
  }

  private func choose(_ now: WallTime) -> Action {
    if let suppliedToken { return .use(suppliedToken) }
    // Not a moment before it expires: until then the backend may refuse another one (section 3.3).
    if let token, !token.isExpired(at: now) { return .use(token.value) }
    // Another account would be a surprise.
    if token?.isAnonymous == false { return .failRejected }
    return allowsAnonymousSignIn ? .signIn : .failNotSignedIn
  }

  private func replace(_ value: String, _ now: WallTime) -> Action {
    if value == suppliedToken { return .failRejected }
    guard let token, token.value == value else {
      // Another request has replaced it meanwhile.
      return choose(now)
    }
    guard token.isAnonymous else { return .failRejected }
    // It stays until there is another: where the sign-in is refused for its rate (section 3.3), it
    // may be good all the same by the next request.
    return allowsAnonymousSignIn ? .signIn : .failNotSignedIn
  }
}

// The tokens are in no description.
extension AuthPolicy: CustomReflectable {
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
