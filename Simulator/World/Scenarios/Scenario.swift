/// What is special about a simulated world: everything in which it departs from its defaults.
///
/// A value with names for what tests ask for most. Equal scenarios and seeds give equal worlds.
///
/// ```swift
/// var scenario = Scenario.silentEdits
/// scenario.account.credits = 50
/// scenario.refusals = [.init(of: .upload, with: 503, at: [1])]
/// ```
public struct Scenario: Sendable, Hashable, Codable {
  /// What accounts of this world have.
  public var account = AccountTerms()
  /// Which edits end without text.
  public var silence = Silence.seeded
  /// Requests that are refused, whatever else holds; the first that applies counts.
  public var refusals: [PlannedRefusal] = []
  /// Requests that get a planned answer, after the refusals; the first that applies counts.
  public var answers: [PlannedAnswer] = []
  /// What goes wrong besides, in the order in which it applies.
  public var faults: [PlannedFault] = []
  /// Which renders fail, counted from 1 in the order in which they are submitted.
  public var failedRenders: [Int] = []
  /// How long every render takes, in seconds; nil for the backend's own 20 to 40.
  public var renderSeconds: Int?
  /// What is expected of the world at the end; `World.unmetExpectations()` compares.
  public var expected = Expectations()

  /// A world as it is by default.
  public init() {}

  /// Which edits end without text. A message that asks for one or the other gets it all the same.
  public enum Silence: String, Sendable, Hashable, Codable, CaseIterable {
    case never, always
    /// As many of a hundred as the dialect says, drawn from the world's seed.
    case seeded
  }

  /// What every account of a world begins with.
  public struct AccountTerms: Sendable, Hashable, Codable {
    /// Who the test's own client is. Others are registered who bring a token of their own.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
      case anonymous, registered
    }
    /// What an account may do. Section 19, row 18 tells the two readings of code 402.
    public enum Plan: String, Sendable, Hashable, Codable, CaseIterable {
      /// Exports are free of charge and open to everybody.
      case open
      /// Exports are refused with 402.
      case free
    }

    public var kind = Kind.anonymous
    public var plan = Plan.open
    /// What a new account has, 0 or more; nil for the backend's own grant.
    public var credits: Int?
    /// For how long a token of a sign-in is accepted, in seconds, whatever its answer promised;
    /// nil keeps the promise. The same client may sign in again then.
    public var tokenSeconds: Int?

    public init() {}
  }
}

extension Scenario {
  /// What a world that was saved earlier did not know of has its default.
  public init(from decoder: any Decoder) throws {
    self.init()
    let saved = try decoder.container(keyedBy: CodingKeys.self)
    account = try saved.decode(AccountTerms.self, forKey: .account)
    silence = try saved.decode(Silence.self, forKey: .silence)
    refusals = try saved.decode([PlannedRefusal].self, forKey: .refusals)
    answers = try saved.decodeIfPresent([PlannedAnswer].self, forKey: .answers) ?? answers
    faults = try saved.decodeIfPresent([PlannedFault].self, forKey: .faults) ?? faults
    failedRenders = try saved.decode([Int].self, forKey: .failedRenders)
    renderSeconds = try saved.decodeIfPresent(Int.self, forKey: .renderSeconds)
    expected = try saved.decodeIfPresent(Expectations.self, forKey: .expected) ?? expected
  }
}

extension Scenario {
  /// Every edit ends without text, so that only the state tells what became of it.
  public static let silentEdits = Scenario { $0.silence = .always }
  /// Accounts have no credits: the first edit is refused with 2001.
  public static let outOfCredits = Scenario { $0.account.credits = 0 }
  /// Exports are refused with 402.
  public static let freePlan = Scenario { $0.account.plan = .free }
  /// The first render of the world fails; a repetition under a new id works.
  public static let failedRender = Scenario { $0.failedRenders = [1] }
  /// The token of a sign-in is refused with 1001 after 20 seconds, amid the first edit as a rule.
  public static let expiredToken = Scenario { $0.account.tokenSeconds = 20 }

  private init(_ change: (inout Scenario) -> Void) {
    self.init()
    change(&self)
  }
}
