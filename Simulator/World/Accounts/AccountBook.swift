import NemoTime

/// Accounts, their tokens, and how often anybody may sign in: contract section 3.
struct AccountBook: Sendable, Codable {
  /// Documented from version 1.8 of the vendor's skill on (section 3.2).
  static let tokenLifetime = Duration.seconds(7 * 86_400)
  /// One token per client id and window, ten per address (section 3.3).
  static let window = Duration.seconds(7 * 86_400)
  static let signInsPerAddress = 10
  /// The oldest limit (section 3.3): five in an hour for each address, none for a client id.
  static let hour = Duration.seconds(3_600)
  static let hourlySignInsPerAddress = 5
  /// Documented (section 2).
  static let clientIDLimit = 64
  /// Assumed: tokens have 43 characters after the prefix, but are to be treated as opaque.
  static let tokenLengths = 8...128
  static let tokenPrefix = "nmv_usr_"

  private(set) var accounts: [String: Account] = [:]
  private var tokens: [String: Token] = [:]
  private var clients: [String: Client] = [:]
  private var addresses: [String: [WallTime]] = [:]

  private struct Token: Sendable, Codable {
    var account: String
    /// nil for tokens that do not expire.
    var expires: WallTime?
  }

  private struct Client: Sendable, Codable {
    var account: String
    var token: String
    var signedIn: WallTime
  }

  struct Grant: Sendable, Hashable {
    var token: String
    var account: String
    var expires: WallTime
    var credits: Int
  }

  subscript(_ id: String) -> Account? {
    get { accounts[id] }
    set { accounts[id] = newValue }
  }

  /// What breaks the rule that credits are conserved, in the order of account ids.
  func brokenAccounts() -> [String] {
    accounts.keys.sorted().filter { accounts[$0]?.credits.isConserved != true }
  }
}

// MARK: Signing in

extension AccountBook {
  mutating func signIn(
    clientID: String?, address: String?, at now: WallTime, _ dialect: Dialect,
    terms: Scenario.AccountTerms, ids: inout IdentifierSource
  ) throws(Refusal) -> Grant {
    guard let clientID else {
      throw Refusal(.clientIDMissing, "X-Client-Id is missing. Generate one and send it.")
    }
    // A Character may have any number of bytes.
    guard clientID.unicodeScalars.count <= Self.clientIDLimit else {
      throw Refusal(
        .clientIDMissing, "X-Client-Id is longer than \(Self.clientIDLimit) characters.")
    }
    let known = clients[clientID]
    let window = terms.tokenSeconds.map { min(.seconds($0), Self.window) } ?? Self.window
    if dialect.limits == .weekly, let known, now - known.signedIn < window {
      if dialect.repeatSignIn == .sameToken { return grant(known) }
      throw limited(until: known.signedIn + window, now, "this client id")
    }
    if known == nil { try World.checkRoom(in: accounts.count) }
    try World.checkRoom(in: tokens.count)
    try countSignIn(from: address, at: now, dialect.limits)
    return issue(
      to: clientID, known, at: now, isEndless: dialect.tokenTTL == .never, terms, ids: &ids)
  }

  /// Only a forwarded address counts: all local clients share one address.
  private mutating func countSignIn(
    from address: String?, at now: WallTime, _ limits: Dialect.Limits
  ) throws(Refusal) {
    guard let address, limits != .off else { return }
    let (window, most) =
      limits == .weekly
      ? (Self.window, Self.signInsPerAddress) : (Self.hour, Self.hourlySignInsPerAddress)
    var times = (addresses[address] ?? []).filter { now - $0 < window }
    if times.count >= most, let first = times.first {
      throw limited(until: first + window, now, "this address")
    }
    times.append(now)
    addresses[address] = times
  }

  private func limited(until end: WallTime, _ now: WallTime, _ whom: String) -> Refusal {
    let seconds = Int(((end - now).wholeMilliseconds + 999) / 1_000)
    return Refusal(
      .rateLimited, "Too many sign-ins from \(whom). Wait and try again.",
      retryAfterSeconds: max(1, seconds))
  }

  /// A client that comes back keeps its account, so its sessions survive (assumed, 21.1 number 11).
  private mutating func issue(
    to clientID: String, _ known: Client?, at now: WallTime, isEndless: Bool,
    _ terms: Scenario.AccountTerms, ids: inout IdentifierSource
  ) -> Grant {
    let token = ids.token()
    let id = known?.account ?? ids.anonymousUser()
    giveCredits(to: id, known, at: now, terms)
    // A scenario that ends tokens early ends endless ones as well.
    let expires = isEndless && terms.tokenSeconds == nil ? nil : now + Self.tokenLifetime
    tokens[token] = Token(account: id, expires: expires)
    let client = Client(account: id, token: token, signedIn: now)
    clients[clientID] = client
    return self.grant(client)
  }

  /// Once in a window, however often one may sign in: else nobody would ever run out of them.
  private mutating func giveCredits(
    to id: String, _ known: Client?, at now: WallTime, _ terms: Scenario.AccountTerms
  ) {
    let grant = terms.credits ?? Credits.anonymousGrant
    let window = terms.tokenSeconds.map { min(.seconds($0), Self.window) } ?? Self.window
    if let known, now - known.signedIn < window { return }
    accounts[id, default: Account(id: id, isAnonymous: true, credits: Credits(grant: grant))]
      .credits.topUp(to: grant)
  }

  private func grant(_ client: Client) -> Grant {
    Grant(
      token: client.token, account: client.account,
      expires: client.signedIn + Self.tokenLifetime,
      credits: accounts[client.account]?.credits.available ?? 0)
  }
}

// MARK: Bearers

extension AccountBook {
  /// The account of an `Authorization` header, or 1001.
  ///
  /// A well-formed token that was never issued becomes a registered account of this world, so that
  /// a user's own token works offline.
  mutating func account(
    authorization: String?, at now: WallTime, strict: Bool, terms: Scenario.AccountTerms,
    ids: inout IdentifierSource
  ) throws(Refusal) -> String {
    guard let token = Self.bearer(in: authorization) else {
      throw Refusal(.tokenInvalid, "No valid bearer token was sent. Sign in again.")
    }
    if let known = tokens[token] {
      guard known.expires.map({ now + promiseBroken(by: terms) < $0 }) ?? true else {
        throw Refusal(.tokenInvalid, "The token has expired. Sign in again.")
      }
      return known.account
    }
    guard !strict else { throw Refusal(.tokenInvalid, "The token is unknown. Sign in again.") }
    try World.checkRoom(in: accounts.count)
    let id = ids.registeredUser()
    accounts[id] = Account(
      id: id, isAnonymous: false, credits: Credits(grant: terms.credits ?? Credits.registeredGrant))
    tokens[token] = Token(account: id, expires: nil)
    return id
  }

  /// Whether the header's token has been accepted or issued here before.
  func knows(authorization: String?) -> Bool {
    Self.bearer(in: authorization).map { tokens[$0] != nil } ?? false
  }

  /// How long before its promised end a token is refused.
  private func promiseBroken(by terms: Scenario.AccountTerms) -> Duration {
    terms.tokenSeconds.map { max(.zero, Self.tokenLifetime - .seconds($0)) } ?? .zero
  }

  /// As if the lifetime of the account's anonymous tokens, and the window after their sign-in, were
  /// over. A registered user's own tokens stay.
  mutating func expireTokens(of account: String, at now: WallTime) {
    guard accounts[account]?.isAnonymous == true else { return }
    tokens = tokens.mapValues { token in
      guard token.account == account else { return token }
      return Token(account: account, expires: token.expires.map { min($0, now) } ?? now)
    }
    clients = clients.mapValues { client in
      guard client.account == account else { return client }
      return Client(
        account: account, token: client.token,
        signedIn: min(client.signedIn, now + (.zero - Self.window)))
    }
  }

  /// As if all of it was lost: nobody is known, and what a sign-in issued is refused from now on.
  /// A registered user's own token is taken in anew.
  mutating func forgetAll(at now: WallTime) {
    tokens = tokens.filter { accounts[$0.value.account]?.isAnonymous != false }
      .mapValues { Token(account: $0.account, expires: min($0.expires ?? now, now)) }
    (accounts, clients, addresses) = ([:], [:], [:])
  }

  private static func bearer(in authorization: String?) -> String? {
    // By bytes: what a character is costs more to find out than the rest of a request.
    guard let authorization, authorization.utf8.count > 7 else { return nil }
    let bytes = authorization.utf8
    let start = bytes.index(bytes.startIndex, offsetBy: 7)
    // 0x20 makes letters lower-case, and leaves the blank as it is.
    guard bytes[..<start].elementsEqual("bearer ".utf8, by: { $0 | 0x20 == $1 }) else { return nil }
    let token = bytes[start...].drop { $0 == UInt8(ascii: " ") }
    guard token.starts(with: tokenPrefix.utf8) else { return nil }
    let rest = token.dropFirst(tokenPrefix.utf8.count)
    let isSafe = rest.allSatisfy(IdentifierSource.isURLSafe)
    return isSafe && tokenLengths.contains(rest.count) ? String(Substring(token)) : nil
  }
}
