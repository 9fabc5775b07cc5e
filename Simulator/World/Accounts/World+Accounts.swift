import NemoTime

extension World {
  /// Endpoint 1, section 5.1.
  mutating func signIn(_ request: OpenExchange.Request) throws(Refusal) -> Plan {
    let grant = try accounts.signIn(
      clientID: request.clientID, address: request.address, at: now, dialect,
      terms: accountTerms, ids: &ids)
    note(.signedIn, grant.account)
    let isFull = dialect.signInFields == .full
    let says = isFull && dialect.tokenTTL == .week
    return success(
      .present(
        ("token", .string(grant.token)), ("user_id", isFull ? .string(grant.account) : nil),
        ("expires_at", says ? .string(grant.expires.iso8601) : nil),
        ("credits", .integer(grant.credits))))
  }

  /// Endpoint 5; `total` is the sum of the others (section 4).
  func balance(_ request: OpenExchange.Request) throws(Refusal) -> Plan {
    let credits = try account(of: request).credits
    let total: JSON? = dialect.balanceTotal == .sum ? .integer(credits.total) : nil
    return success(
      .present(
        ("available", .integer(credits.available)), ("frozen", .integer(credits.frozen)),
        ("total", total)))
  }

  /// Endpoint 11, section 13.1. The claim token opens a browser and calls nothing here.
  mutating func claimToken(
    _ request: OpenExchange.Request, _ body: BodyFacts
  ) throws(Refusal) -> Plan {
    guard dialect.claimToken == .on else {
      throw Refusal(.notFound, "There are no claim tokens here.")
    }
    let claim = try RequestBody.Claim(RequestBody.json(body))
    let session = try session(claim.session, of: request)
    guard session.task == claim.task else {
      throw Refusal(.sessionNotFound, "The session belongs to another task.")
    }
    return success(["claim_token": .string(ids.claimToken()), "expires_in": 604_800])
  }

  func account(of request: OpenExchange.Request) throws(Refusal) -> Account {
    guard let account = request.account.flatMap({ accounts[$0] }) else {
      throw Refusal(.tokenInvalid, "No valid bearer token was sent. Sign in again.")
    }
    return account
  }

  /// An unknown session, or somebody else's: nobody may tell which.
  func session(_ id: String, of request: OpenExchange.Request) throws(Refusal) -> Session {
    guard let session = sessions[id], session.account == request.account else {
      throw Refusal(
        .sessionNotFound, "The session was not found. Create a new one.",
        frameworkMessage: "Session not found: \(id.prefix(100))")
    }
    return session
  }
}
