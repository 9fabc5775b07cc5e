// The sentences about an account that there are. Their words are in `AccountRemarks+English.swift`
// and `AccountRemarks+Chinese.swift`.

/// About tokens and the sign-in.
enum SignInRemark: Remark {
  case notSignedIn
  /// Given from outside, and rejected.
  case suppliedTokenRejected
  /// Of a registered account.
  case accountTokenRejected
  case freeTokenRejected
  /// In the midst of an edit.
  case freeTokenEnded
  case clientIDRefused
  /// Or use an account's token.
  case tryLater(after: Duration?)
}

/// About a session that the backend has lost; for the user, a project.
enum SessionRemark: Remark {
  case lost
  case replaced
  /// After ``replaced``: what to do next.
  case uploadAgain, editNotRun, editLost, editAgain
}

/// About credits. Nothing here speaks of the plan.
enum CreditRemark: Remark {
  case usedUp(isFree: Bool, End)
  case register(String)
  case topUp(String)
  /// Where to top up, and where to register.
  case topUpOrRegister(String, String)

  enum End: Sendable { case editNotRun, editStopped, projectKept }
}

/// About what the account's plan includes. Nothing here speaks of credits.
enum PlanRemark: Remark {
  case excludes(isExport: Bool)
  case register(isExport: Bool, String)
  case upgrade(isExport: Bool, String)
  case registerOrUpgrade(isExport: Bool, String)
}

/// About too many requests.
enum BusyRemark: Remark {
  case busy(Duration)
  case stillBusy
  case tryAgain(after: Duration)
  case fewFreeTokens
}
