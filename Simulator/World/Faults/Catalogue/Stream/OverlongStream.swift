import NemoTime

extension Fault {
  static let overlongStream = Fault(
    "overlong-stream", .stream, [.message],
    effect: "the first frames come again and again, every minute, and no text",
    remedy: "leaves after fifteen minutes, whatever still comes (contract section 16.2)",
    settings: [
      Setting("afterEvents", 1, in: 1...10_000, "how many events come again and again"),
      Setting("seconds", 1_800, in: 0...86_400, "how long the stream goes on"),
    ]
  ) { settings in
    [
      .stream { script, _ in
        script.cut(after: settings["afterEvents"], .closed)
        guard let last = script.frames.last else { return }
        let events = script.frames.map { String(decoding: $0.bytes, as: UTF8.self) }
        for second in stride(from: 60, through: settings["seconds"], by: 60) {
          for event in events { script.send(event, at: last.at + .seconds(second)) }
        }
      }
    ]
  }
}
