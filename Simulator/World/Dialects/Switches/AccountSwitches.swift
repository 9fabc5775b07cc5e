extension Dialect {
  /// Row 11: what the answer to a sign-in holds.
  public enum SignInFields: String, Sendable, Hashable, CaseIterable {
    /// Token, credits, user id and end of the token.
    case full
    /// Token and credits.
    case minimal
  }

  /// Row 12: how long an anonymous token is good.
  public enum TokenTTL: String, Sendable, Hashable, CaseIterable {
    case week = "7d"
    /// For ever; a sign-in then says nothing of an end.
    case never
  }

  /// Row 13: how often one may sign in.
  public enum Limits: String, Sendable, Hashable, CaseIterable {
    /// Once for each client id and ten times for each address, in seven days.
    case weekly
    /// Five times for each address in an hour, whatever the client id.
    case hourly
    case off
  }

  /// Row 14: what a second sign-in of a client id inside the weekly window gets.
  public enum RepeatSignIn: String, Sendable, Hashable, CaseIterable {
    case refuse = "429"
    case sameToken
  }

  /// Row 16: what an anonymous token may do.
  public enum AnonScopes: String, Sendable, Hashable, CaseIterable {
    /// Read, write and upload. An export is let through for its attribution headers (the reading
    /// of section 3.4).
    case rwu
    /// Everything, so that an export needs no attribution headers.
    case all
  }

  /// Row 17: what becomes of requests without the three attribution headers.
  public enum Attribution: String, Sendable, Hashable, CaseIterable {
    /// An export is 402.
    case export402
    /// The same, and everything else that needs a token is 1001.
    case strict
    /// Nothing.
    case off
  }

  /// Row 18: what 402 says about an account's plan.
  public enum PlanRule: String, Sendable, Hashable, CaseIterable {
    /// A skill exports for free.
    case skillExportFree
    /// An anonymous account, which is on the free plan, exports nothing.
    case freeBlocked
  }

  /// Row 29: what work costs.
  public enum Costs: String, Sendable, Hashable, CaseIterable {
    /// 100 for a clip, 50 for a session's editing.
    case vendor
    /// 1 to 5 for each change, by the length of the video.
    case small
  }

  /// Row 30: the third field of a balance.
  public enum BalanceTotal: String, Sendable, Hashable, CaseIterable {
    case sum
    /// Not there: the newer gateway has other fields in its place.
    case none
  }

  /// Row 33: whether claim tokens exist.
  public enum ClaimToken: String, Sendable, Hashable, CaseIterable {
    case on
    case notFound = "404"
  }
}
