import NemoTime

extension Fault {
  static let heartbeatsOnly = Fault(
    "heartbeats-only", .stream, [.message],
    effect: "after some frames, only heartbeats come, every ten seconds, and then the end",
    remedy: "takes ten minutes of nothing but heartbeats for a timeout (contract section 16.2)",
    settings: [
      .afterEvents,
      Setting("seconds", 1_200, in: 0...86_400, "how long the stream lasts after these frames"),
    ]
  ) { settings in
    [
      .stream { script, _ in
        script.cut(after: settings["afterEvents"], .closed)
        let start = script.endsAt
        for second in stride(from: 10, through: settings["seconds"], by: 10) {
          // A comment is a sign of life that every reader of event streams knows.
          let beat = script.words?.heartbeat() ?? ": heartbeat\n\n"
          script.send(beat, at: start + .seconds(second))
        }
        script.endsAt = start + .seconds(settings["seconds"])
      }
    ]
  }
}
