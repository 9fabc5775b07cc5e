extension Fault {
  static let lateFirstByte = Fault(
    "late-first-byte", .stream, [.message],
    effect: "not even a head comes for minutes; then all that has happened meanwhile comes at once",
    remedy: "waits, up to ten minutes, and then reads the state",
    settings: [Setting("seconds", 300, in: 0...86_400, "how long nothing comes")]
  ) { settings in
    [.answer { plan, _ in plan.delay = .seconds(settings["seconds"]) }]
  }
}
