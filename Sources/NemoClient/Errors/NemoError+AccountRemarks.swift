// What there is to tell about an account: who asks, what it may and what it still has.

extension NemoError {
  var signInRemarks: [any Remark] {
    switch code {
    case .notSignedIn: [SignInRemark.notSignedIn]
    case .tokenRejected: tokenRemarks + (isSentEdit ? fate : [])
    case .missingClientID:
      [SignInRemark.clientIDRefused] + (isSentEdit ? fate : [SignInRemark.tryLater(after: nil)])
    default: sessionRemarks
    }
  }

  /// A token that the user supplied is never replaced by itself (contract section 6.2, and the
  /// user's own choice of account).
  private var tokenRemarks: [any Remark] {
    switch context.account {
    case _ where context.isTokenSupplied: [SignInRemark.suppliedTokenRejected]
    case .registered: [SignInRemark.accountTokenRejected]
    case _ where isSentEdit: [SignInRemark.freeTokenEnded]
    case .anonymous, .unknown:
      [SignInRemark.freeTokenRejected, SignInRemark.tryLater(after: nil)]
    }
  }

  private var sessionRemarks: [any Remark] {
    guard context.isSessionReplaced else { return [SessionRemark.lost] }
    let next: SessionRemark =
      switch operation {
      case .edit: wasSent ? .editLost : .editNotRun
      case .export: .editAgain
      default: .uploadAgain
      }
    return [SessionRemark.replaced, next]
  }

  var accountRemarks: [any Remark] {
    switch code {
    case .outOfCredits: outOfCreditsRemarks
    case .exportBlocked: exportBlockedRemarks
    case _ where isSentEdit: [BusyRemark.busy(pause)] + fate
    case _ where operation == .signIn:
      [BusyRemark.fewFreeTokens, SignInRemark.tryLater(after: context.retryAfter)]
    default: [BusyRemark.stillBusy] + fate + [BusyRemark.tryAgain(after: pause)]
    }
  }

  private var outOfCreditsRemarks: [any Remark] {
    let end: CreditRemark.End =
      operation == .edit ? (wasSent ? .editStopped : .editNotRun) : .projectKept
    let remedy: CreditRemark =
      switch context.account {
      case .anonymous: .register(registrationLink)
      case .registered: .topUp(RegistrationLink.defaultWebBase)
      case .unknown: .topUpOrRegister(RegistrationLink.defaultWebBase, registrationLink)
      }
    return [CreditRemark.usedUp(isFree: context.account == .anonymous, end), remedy]
  }

  /// 402 is about the plan and must never be confused with 2001 (section 6.2).
  private var exportBlockedRemarks: [any Remark] {
    let isExport = operation == .export || operation == .download
    let remedy: PlanRemark =
      switch context.account {
      case .anonymous: .register(isExport: isExport, registrationLink)
      case .registered: .upgrade(isExport: isExport, RegistrationLink.defaultWebBase)
      case .unknown: .registerOrUpgrade(isExport: isExport, registrationLink)
      }
    return [PlanRemark.excludes(isExport: isExport)] + fate + [remedy]
  }

  private var registrationLink: String {
    context.registrationURL ?? RegistrationLink.url(bind: nil)
  }

  private var pause: Duration { context.retryAfter ?? .seconds(30) }
}
