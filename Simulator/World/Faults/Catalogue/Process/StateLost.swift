import NemoHTTP

extension Fault {
  static let stateLost = Fault(
    "state-lost", .process, .all,
    effect: "the process is killed and started again without its state: 1001, then 1002",
    remedy: "signs in again once, opens a new session, and says what was lost",
    settings: [downSeconds]
  ) { settings in
    let pause = Duration.seconds(settings["downSeconds"])
    return [
      .world { world, _ in
        world.endProcess(downFor: pause)
        world.forgetEverything()
      },
      .instead(TransportFailure(.noResponse, sent: .possibly)),
    ]
  }
}
