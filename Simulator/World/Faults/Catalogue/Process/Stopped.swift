extension Fault {
  static let stopped = Fault(
    "stopped", .process, .all,
    effect: "the process stops: it answers nothing, to anybody, for a while, then goes on",
    remedy: "waits, up to its own limits of time",
    settings: [Setting("seconds", 30, in: 1...86_400, "how long it stops")]
  ) { settings in
    [.world { world, _ in world.stopProcess(for: .seconds(settings["seconds"])) }]
  }
}
