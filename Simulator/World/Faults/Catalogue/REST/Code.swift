extension Fault {
  static let code = Fault(
    "code", .rest, .all,
    effect: "the request is refused with a code of contract section 6.2; with 1001 the anonymous "
      + "token has expired indeed",
    remedy: "does what that section's table says, and tells the sentence of that code",
    settings: [
      Setting("code", 503, in: 400...9_999, "the code, or an HTTP status that stands for itself"),
      Setting("retryAfterSeconds", 0, in: 0...3_600, "what Retry-After says; 0 for no such header"),
    ]
  ) { settings in
    let (code, seconds) = (Refusal.Code(rawValue: settings["code"]), settings["retryAfterSeconds"])
    return [
      .refuse(
        Refusal(
          code, "A fault of this world refuses this request.",
          retryAfterSeconds: seconds > 0 ? seconds : nil)),
      .world { world, request in
        guard code == .tokenInvalid, let account = request.account else { return }
        world.accounts.expireTokens(of: account, at: world.now)
      },
    ]
  }
}
