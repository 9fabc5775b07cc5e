import NemoHTTP

extension Fault {
  static let killed = Fault(
    "killed", .process, .all,
    effect: "the process is killed before the request is done, and started again with its state",
    remedy: "repeats what may be done twice, and finds out about the rest from the state",
    settings: [downSeconds]
  ) { settings in
    let pause = Duration.seconds(settings["downSeconds"])
    return [
      .world { world, _ in world.endProcess(downFor: pause) },
      .instead(TransportFailure(.noResponse, sent: .possibly)),
    ]
  }

  static let downSeconds = Setting(
    "downSeconds", 0, in: 0...86_400, "how long nothing listens before it is back")
}
