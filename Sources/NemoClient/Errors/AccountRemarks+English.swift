extension SignInRemark {
  var english: String {
    switch self {
    case .notSignedIn:
      "Not signed in, and nothing was sent. Set NEMO_TOKEN, or allow an anonymous sign-in."
    case .suppliedTokenRejected:
      "The backend does not accept the token that you gave, and it was not replaced by another. "
        + "Give a valid one in NEMO_TOKEN, or use a free anonymous account: leave it out, or say "
        + "--anonymous."
    case .accountTokenRejected:
      "The backend no longer accepts your account's token. "
        + "Make a new one in the account's settings and give it in NEMO_TOKEN."
    case .freeTokenRejected:
      "The backend does not accept the free token, also after a new sign-in."
    case .freeTokenEnded:
      "The backend stopped accepting the free token in the midst of the edit."
    case .clientIDRefused:
      "The backend refused the sign-in because of its client id, also with a new one."
    case .tryLater(let pause):
      "Try again \(pause.map { "in \(Quantity.duration($0).english)" } ?? "later"), "
        + "or set NEMO_TOKEN to a token of your account."
    }
  }
}

extension SessionRemark {
  var english: String {
    switch self {
    case .lost:
      "The backend no longer has this project: its uploads and its timeline are lost. "
        + "Open a new one and upload the files again."
    case .replaced:
      "The backend no longer had this project, so a new one was opened. "
        + "The old one's uploads and timeline are lost."
    case .uploadAgain: "Upload the files again."
    case .editNotRun:
      "The edit was not run and cost nothing: upload the files again, then ask for it again."
    case .editLost:
      "The edit is lost with them and may have cost credits: "
        + "upload the files again before you ask for it again."
    case .editAgain: "Upload the files and ask for the edits again before you export."
    }
  }
}

extension CreditRemark {
  var english: String {
    switch self {
    case .usedUp(let isFree, let end):
      (isFree ? "The free credits are used up" : "The credits are used up") + Self.english(end)
    case .register(let link): "Register to get 100 more and keep your projects: \(link)"
    case .topUp(let page): "To go on, top up at \(page)"
    case .topUpOrRegister(let page, let link):
      "To go on, top up at \(page) or register: \(link)"
    }
  }

  private static func english(_ end: End) -> String {
    switch end {
    case .editNotRun: ", so the edit was not run. The project is kept."
    case .editStopped: ", and the edit stopped: look at the timeline for what is done."
    case .projectKept: ". The project is kept."
    }
  }
}

extension PlanRemark {
  var english: String {
    switch self {
    case .excludes(isExport: true):
      "This account's plan does not include exports; the timeline is kept."
    case .excludes(isExport: false): "This account's plan does not include this."
    case .register(let isExport, let link): "Register to unlock \(Self.english(isExport)): \(link)"
    case .upgrade(let isExport, let page):
      "Upgrade the plan to unlock \(Self.english(isExport)): \(page)"
    case .registerOrUpgrade(let isExport, let link):
      "Register or upgrade the plan to unlock \(Self.english(isExport)): \(link)"
    }
  }

  private static func english(_ isExport: Bool) -> String { isExport ? "export" : "it" }
}

extension BusyRemark {
  var english: String {
    switch self {
    case .busy(let pause): "The backend is busy; wait \(Quantity.duration(pause).english)."
    case .stillBusy: "The backend is busy, also after a pause."
    case .tryAgain(let pause): "Wait \(Quantity.duration(pause).english) and try again."
    case .fewFreeTokens:
      "The backend gives few free tokens, and refused another one, also after a pause."
    }
  }
}
