extension Fault {
  static let tokenExpiresMidway = Fault(
    "token-expires-midway", .upload, [.upload],
    effect: "the anonymous token expires while the body is sent: 1001",
    remedy: "signs in again with the same client id, once, and sends the file again",
    settings: [Setting("afterBytes", 512, in: 0...1 << 30, "how many bytes are read before")]
  ) { settings in
    [
      .intake(IntakeFault(afterBytes: settings["afterBytes"], then: .answer)),
      .world { world, request in
        guard let account = request.account else { return }
        world.accounts.expireTokens(of: account, at: world.now)
      },
      .refuse(Refusal(.tokenInvalid, "The token has expired. Sign in again.")),
    ]
  }
}
