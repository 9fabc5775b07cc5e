extension Fault {
  static let slowAnswer = Fault(
    "slow-answer", .rest, .all, effect: "the request is done; its answer begins late",
    remedy: "waits, up to its own limit of time",
    settings: [Setting("seconds", 20, in: 1...3_600, "how long after the request was read")]
  ) { settings in
    [.answer { plan, _ in plan.delay = .seconds(settings["seconds"]) }]
  }
}
