extension Fault {
  static let clockJump = Fault(
    "clock-jump", .process, .all,
    effect: "the backend's clock jumps forward: tokens expire, and what was to come has come",
    remedy: "goes by the backend's word, not by its own clock: signs in again after 1001",
    settings: [Setting("seconds", 691_200, in: 1...31_536_000, "how far; 8 days by default")]
  ) { settings in
    [.world { world, _ in world.jumpClock(by: .seconds(settings["seconds"])) }]
  }
}
