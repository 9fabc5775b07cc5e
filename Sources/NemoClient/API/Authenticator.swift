import NemoHTTP
import NemoTime

/// Holds the token, and asks for a new one where the policy says so: one sign-in at a time.
actor Authenticator {
  private let configuration: ClientConfiguration
  private let builder: RequestBuilder
  private let exchange: Exchange
  private let gate = Gate()
  private var policy: AuthPolicy
  private var knownUserID: String?
  private var isAnonymous: Bool?
  private let isTokenSupplied: Bool

  init(_ configuration: ClientConfiguration, builder: RequestBuilder, exchange: Exchange) throws {
    self.configuration = configuration
    self.builder = builder
    self.exchange = exchange
    let supplied = configuration.suppliedToken.flatMap { text -> String? in
      let token = text.trimmed
      return token.isEmpty ? nil : String(token)
    }
    // A supplied token may be of another account than the one remembered.
    let stored =
      supplied == nil
      ? try storing { try configuration.store.tokens() }
        .first { configuration.usesAccountToken || $0.isAnonymous } : nil
    policy = AuthPolicy(
      suppliedToken: supplied, storedToken: stored,
      allowsAnonymousSignIn: configuration.allowsAnonymousSignIn)
    knownUserID = stored?.userID
    isAnonymous = stored?.isAnonymous
    isTokenSupplied = supplied != nil
  }

  /// The token for the next request; signs in if there is none.
  func token(onPause: @Sendable (Duration) -> Void = { _ in }) async throws -> String {
    try await perform(.needed, onPause)
  }

  /// Another token, after the backend has rejected one.
  func replacement(
    for rejected: String, onPause: @Sendable (Duration) -> Void = { _ in }
  ) async throws -> String {
    try await perform(.rejected(rejected), onPause)
  }

  /// The backend told whose token it is.
  func note(userID: String?) {
    guard let userID else { return }
    knownUserID = userID
    // Contract section 3.1: anonymous ids begin so.
    isAnonymous = userID.hasPrefix("anon_")
  }

  /// What the wording of an error needs to know of the account.
  var context: NemoError.Context {
    var context = NemoError.Context(account: account)
    context.isTokenSupplied = isTokenSupplied
    if account == .anonymous { context.registrationURL = RegistrationLink.url(bind: knownUserID) }
    return context
  }

  private var account: NemoError.Context.Account {
    isAnonymous.map { $0 ? .anonymous : .registered } ?? .unknown
  }

  private var store: any ClientStore { configuration.store }

  private func perform(
    _ event: AuthPolicy.Event, _ onPause: @Sendable (Duration) -> Void
  ) async throws -> String {
    try await gate.enter()
    defer { gate.leave() }
    switch policy.receive(event, at: configuration.time.wall) {
    case .use(let token):
      return token
    case .signIn:
      let token = try await signIn(onPause)
      // The token is good even where it can't be remembered, but then the next run is refused
      // another one, so that it has to be told.
      _ = policy.receive(.signedIn(token), at: configuration.time.wall)
      (knownUserID, isAnonymous) = (token.userID, true)
      try storing { try store.save(token: token) }
      return token.value
    case .failRejected:
      throw NemoError(
        .tokenRejected, during: .signIn,
        cause: .other("a token that was given or belongs to an account is not replaced"),
        wasSent: true, context: context)
    case .failNotSignedIn:
      throw NemoError(.notSignedIn, during: .signIn)
    }
  }

  /// Contract section 5.1. The client id is in the store before it is used (section 3.3).
  private func signIn(_ onPause: @Sendable (Duration) -> Void) async throws -> StoredToken {
    var requests = RequestPolicy(.whenNothingWasSent, policy: configuration.policy)
    let known = try storing { try store.clientID() }
    var clientID = try known ?? makeClientID()
    while true {
      let failure: any Error
      do {
        return try await signInOnce(clientID)
      } catch let error as CancellationError {
        throw error
      } catch {
        failure = error
      }
      switch requests.receive(RequestPolicy.Event(failure), at: configuration.time.now) {
      case .repeatAfter(let pause):
        try await configuration.time.sleep(for: pause, "repeating a sign-in")
      case .waitForRate(let pause):
        onPause(pause)
        try await configuration.time.sleep(for: pause, "sign-ins are rate limited")
      case .renewClientIDAndRepeat:
        clientID = try makeClientID()
      case .signInAndRepeat, .giveUp:
        // It was not for the id, which an account hangs on.
        if let known, known != clientID { try storing { try store.save(clientID: known) } }
        throw NemoError(wrapping: failure, during: .signIn, context: context)
      }
    }
  }

  private func signInOnce(_ clientID: String) async throws -> StoredToken {
    let request = builder.request(.signIn(clientID: clientID), token: nil)
    let answer = try await exchange.answer(request, limit: configuration.policy.largestAnswer)
    let signIn = try answer.decoded(SignIn.init)
    return StoredToken(
      value: signIn.token, userID: signIn.userID,
      // Contract sections 3.2 and 19, row 11.
      expiresAt: signIn.expiresAt ?? configuration.time.wall + .seconds(7 * 86_400),
      isAnonymous: true)
  }

  private func makeClientID() throws -> String {
    let clientID = configuration.entropy.uuid()
    try storing { try store.save(clientID: clientID) }
    return clientID
  }
}

/// Runs a call of the store; what it throws becomes ``NemoError/Code/storeFailed``.
func storing<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as NemoError {
    throw error
  } catch {
    throw NemoError(.storeFailed, during: .store, cause: .other("\(type(of: error))"))
  }
}

extension RequestPolicy.Event {
  /// What an error of an exchange or of its answer means for a repetition.
  init(_ error: any Error) {
    switch error {
    case let failure as TransportFailure:
      self = .failed(failure)
    case let refusal as BackendRefusal:
      self.init(refusal)
    default:
      self = .refused
    }
  }

  private init(_ refusal: BackendRefusal) {
    switch refusal.code {
    case .rateLimited: self = .rateLimited
    case .tokenRejected: self = .tokenRejected
    case .missingClientID: self = .clientIDMissing
    default: self = [502, 503, 504].contains(refusal.httpStatus) ? .unavailable : .refused
    }
  }
}
