import NemoClient
import NemoTime
import Testing

@Suite struct AuthPolicyTests {
  private let stored = StoredToken(
    value: "nmv_usr_STORED", userID: "anon_1",
    expiresAt: WallTime(millisecondsSinceEpoch: 1_000), isAnonymous: true)
  private let early = WallTime(millisecondsSinceEpoch: 999)
  private let late = WallTime(millisecondsSinceEpoch: 1_000)

  @Test func `a supplied token comes before a stored one`() {
    var policy = AuthPolicy(suppliedToken: "nmv_usr_GIVEN", storedToken: stored)
    #expect(policy.receive(.needed, at: early) == .use("nmv_usr_GIVEN"))
  }

  @Test func `a supplied token that is rejected is never replaced`() {
    var policy = AuthPolicy(suppliedToken: "nmv_usr_GIVEN", storedToken: stored)
    #expect(policy.receive(.rejected("nmv_usr_GIVEN"), at: early) == .failRejected)
    #expect(policy.receive(.needed, at: early) == .use("nmv_usr_GIVEN"))
  }

  @Test func `a stored token is used until the moment it expires`() {
    var policy = AuthPolicy(suppliedToken: nil, storedToken: stored)
    #expect(policy.receive(.needed, at: early) == .use("nmv_usr_STORED"))
    #expect(policy.receive(.needed, at: late) == .signIn)
  }

  @Test func `a rejected anonymous token is replaced by signing in`() {
    var policy = AuthPolicy(suppliedToken: nil, storedToken: stored)
    #expect(policy.receive(.rejected("nmv_usr_STORED"), at: early) == .signIn)
    let fresh = StoredToken(
      value: "nmv_usr_FRESH", userID: nil,
      expiresAt: WallTime(millisecondsSinceEpoch: 9_000), isAnonymous: true)
    #expect(policy.receive(.signedIn(fresh), at: early) == .use("nmv_usr_FRESH"))
  }

  @Test func `a rejected token stays until there is another`() {
    var policy = AuthPolicy(suppliedToken: nil, storedToken: stored)
    #expect(policy.receive(.rejected("nmv_usr_STORED"), at: early) == .signIn)
    // The sign-in was refused. The rejection may have been a mistake of the backend.
    #expect(policy.receive(.needed, at: early) == .use("nmv_usr_STORED"))
    #expect(policy.receive(.rejected("nmv_usr_STORED"), at: early) == .signIn)
  }

  @Test func `a rejection of a token that was replaced meanwhile signs in no second time`() {
    var policy = AuthPolicy(suppliedToken: nil, storedToken: stored)
    #expect(policy.receive(.rejected("nmv_usr_OLDER"), at: early) == .use("nmv_usr_STORED"))
  }

  @Test func `a stored account token is not replaced by an anonymous one`() {
    var account = stored
    account.isAnonymous = false
    var policy = AuthPolicy(suppliedToken: nil, storedToken: account)
    #expect(policy.receive(.rejected("nmv_usr_STORED"), at: early) == .failRejected)
  }

  @Test func `without a token and without anonymous sign-in there is nothing to send`() {
    var policy = AuthPolicy(suppliedToken: nil, storedToken: nil, allowsAnonymousSignIn: false)
    #expect(policy.receive(.needed, at: early) == .failNotSignedIn)
  }

  @Test func `promise 3: no description of a stored token shows it`() {
    var dumped = ""
    dump(stored, to: &dumped)
    for text in ["\(stored)", String(reflecting: stored), dumped, "\([stored])"] {
      #expect(!text.contains("STORED"))
    }
  }
}
