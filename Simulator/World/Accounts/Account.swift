import NemoTime

/// Whoever a token stands for.
struct Account: Sendable, Hashable, Codable {
  /// `anon_…` for anonymous accounts (section 3.1), `user_…` for others (assumed).
  var id: String
  var isAnonymous: Bool
  var credits: Credits
}

/// A balance, in credits: contract section 4.
///
/// When credits are frozen and settled is not described; the rules are the dossier's proposal.
struct Credits: Sendable, Hashable, Codable {
  /// A generated clip; it covers the editing of its session (documented: about 100).
  static let generationCost = 100
  /// A session's first edit (documented: about 50).
  static let editingCost = 50
  /// A new anonymous account (documented).
  static let anonymousGrant = 100
  /// A registered account: the Starter plan's month (section 4, seen by an integrator).
  static let registeredGrant = 1_100

  /// The other price list (section 19, row 29): 1 for each begun quarter of a minute of the video,
  /// 5 at most. That it goes by the video's length is documented there, the steps are assumed.
  static func smallCost(milliseconds: Int) -> Int { min(5, 1 + max(0, milliseconds - 1) / 15_000) }

  private(set) var available: Int
  private(set) var frozen = 0
  private(set) var granted: Int
  private(set) var spent = 0

  init(grant: Int) {
    available = grant
    granted = grant
  }

  var total: Int { available + frozen }

  /// Holds an amount for a run; false when there is not enough, and then nothing changes.
  mutating func freeze(_ amount: Int) -> Bool {
    guard amount <= available else { return false }
    available -= amount
    frozen += amount
    return true
  }

  /// The run succeeded: what it held is spent.
  mutating func settle(_ amount: Int) {
    frozen -= amount
    spent += amount
  }

  /// The run failed or was cancelled: what it held is available again.
  mutating func release(_ amount: Int) {
    frozen -= amount
    available += amount
  }

  /// Raises what is available to at least `amount`.
  mutating func topUp(to amount: Int) {
    let missing = max(0, amount - available)
    available += missing
    granted += missing
  }

  /// Credits neither appear nor vanish.
  var isConserved: Bool {
    available >= 0 && frozen >= 0 && granted == available + frozen + spent
  }
}
