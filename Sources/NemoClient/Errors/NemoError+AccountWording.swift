// The wording of what is about an account: who asks, what it may and what it still has.

extension NemoError {
  var signInWording: String {
    switch code {
    case .notSignedIn:
      "Not signed in, and nothing was sent. Set NEMO_TOKEN, or allow an anonymous sign-in."
    case .tokenRejected: tokenWording + (isSentEdit ? " \(fate)" : "")
    case .missingClientID:
      "The backend refused the sign-in because of its client id, also with a new one. "
        + (isSentEdit ? fate : "Try again later, or set NEMO_TOKEN to a token of your account.")
    default: sessionWording
    }
  }

  /// A token that the user supplied is never replaced by itself (contract section 6.2, and the
  /// user's own choice of account).
  private var tokenWording: String {
    switch context.account {
    case _ where context.isTokenSupplied:
      "The backend does not accept the token that you gave, and it was not replaced by another. "
        + "Give a valid one in NEMO_TOKEN, or use a free anonymous account: leave it out, or say "
        + "--anonymous."
    case .registered:
      "The backend no longer accepts your account's token. "
        + "Make a new one in the account's settings and give it in NEMO_TOKEN."
    case _ where isSentEdit:
      "The backend stopped accepting the free token in the midst of the edit."
    case .anonymous, .unknown:
      "The backend does not accept the free token, also after a new sign-in. "
        + "Try again later, or set NEMO_TOKEN to a token of your account."
    }
  }

  private var sessionWording: String {
    guard context.isSessionReplaced else {
      return "The backend no longer has this project: its uploads and its timeline are lost. "
        + "Open a new one and upload the files again."
    }
    return "The backend no longer had this project, so a new one was opened. "
      + "The old one's uploads and timeline are lost. " + sessionAdvice
  }

  private var sessionAdvice: String {
    switch operation {
    case .edit:
      wasSent
        ? "The edit is lost with them and may have cost credits: "
          + "upload the files again before you ask for it again."
        : "The edit was not run and cost nothing: upload the files again, then ask for it again."
    case .export: "Upload the files and ask for the edits again before you export."
    default: "Upload the files again."
    }
  }

  var accountWording: String {
    switch code {
    case .outOfCredits: outOfCreditsWording
    case .exportBlocked: exportBlockedWording
    case _ where isSentEdit: "The backend is busy; wait \(pause). \(fate)"
    case _ where operation == .signIn:
      "The backend gives few free tokens, and refused another one, also after a pause. "
        + "Try again \(context.retryAfter.map { "in \(Self.text($0))" } ?? "later"), or set NEMO_TOKEN to a token of your account."
    default:
      "The backend is busy, also after a pause. "
        + (fate.isEmpty ? "" : "\(fate) ") + "Wait \(pause) and try again."
    }
  }

  private var outOfCreditsWording: String {
    let end =
      switch operation {
      case .edit:
        wasSent
          ? ", and the edit stopped: look at the timeline for what is done."
          : ", so the edit was not run. The project is kept."
      default: ". The project is kept."
      }
    return switch context.account {
    case .anonymous:
      "The free credits are used up\(end) Register to get 100 more and keep your projects: "
        + registrationLink
    case .registered:
      "The credits are used up\(end) To go on, top up at \(RegistrationLink.defaultWebBase)"
    case .unknown:
      "The credits are used up\(end) To go on, top up at \(RegistrationLink.defaultWebBase) "
        + "or register: \(registrationLink)"
    }
  }

  /// 402 is about the plan and must never be confused with 2001 (section 6.2).
  private var exportBlockedWording: String {
    let isExport = operation == .export || operation == .download
    let blocked = "This account's plan does not include " + (isExport ? "exports" : "this")
    let kept = isExport ? "; the timeline is kept." : "." + (fate.isEmpty ? "" : " \(fate)")
    let unlock = isExport ? "to unlock export: " : "to unlock it: "
    let remedy =
      switch context.account {
      case .anonymous: "Register \(unlock)\(registrationLink)"
      case .registered: "Upgrade the plan \(unlock)\(RegistrationLink.defaultWebBase)"
      case .unknown: "Register or upgrade the plan \(unlock)\(registrationLink)"
      }
    return "\(blocked)\(kept) \(remedy)"
  }

  private var registrationLink: String {
    context.registrationURL ?? RegistrationLink.url(bind: nil)
  }

  private var pause: String { Self.text(context.retryAfter ?? .seconds(30)) }
}
