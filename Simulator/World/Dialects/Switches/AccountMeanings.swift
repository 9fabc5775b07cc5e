extension Dialect.SignInFields: DialectValue {
  var meaning: String {
    switch self {
    case .full: "token, credits, user_id and expires_at"
    case .minimal: "token and credits alone"
    }
  }
}

extension Dialect.TokenTTL: DialectValue {
  var meaning: String {
    switch self {
    case .week: "seven days; then 1001"
    case .never: "for ever; a sign-in says nothing of an end"
    }
  }
}

extension Dialect.Limits: DialectValue {
  var meaning: String {
    switch self {
    case .weekly: "once for each client id and ten times for each address, in seven days"
    case .hourly: "five times for each address in an hour, whatever the client id"
    case .off: "as often as one likes"
    }
  }
}

extension Dialect.RepeatSignIn: DialectValue {
  var meaning: String {
    switch self {
    case .refuse: "429 until the window of seven days has passed"
    case .sameToken: "the token of the first sign-in again"
    }
  }
}

extension Dialect.AnonScopes: DialectValue {
  var meaning: String {
    switch self {
    case .rwu: "read, write and upload; an export is let through for its attribution headers"
    case .all: "everything, so that an export needs no attribution headers"
    }
  }
}

extension Dialect.Attribution: DialectValue {
  var meaning: String {
    switch self {
    case .export402: "an export is 402"
    case .strict: "an export is 402, and everything else that needs a token is 1001"
    case .off: "nothing becomes of it"
    }
  }
}

extension Dialect.PlanRule: DialectValue {
  var meaning: String {
    switch self {
    case .skillExportFree: "a skill exports for free"
    case .freeBlocked: "an anonymous account, which is on the free plan, gets 402 for each export"
    }
  }
}

extension Dialect.Costs: DialectValue {
  var meaning: String {
    switch self {
    case .vendor: "100 for a clip, which covers its editing; 50 for a session's editing otherwise"
    case .small: "1 to 5 for each change, by the length of the video"
    }
  }
}

extension Dialect.BalanceTotal: DialectValue {
  var meaning: String {
    switch self {
    case .sum: "total is what is available and what is frozen"
    case .none: "there is no total"
    }
  }
}

extension Dialect.ClaimToken: DialectValue {
  var meaning: String {
    switch self {
    case .on: "a token for the link that opens a project in the browser"
    case .notFound: "404"
    }
  }
}
