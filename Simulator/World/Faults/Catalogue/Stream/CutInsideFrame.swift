extension Fault {
  static let cutInsideFrame = Fault(
    "cut-inside-frame", .stream, [.message],
    effect: "half of a frame is sent, then the connection closes without the last chunk",
    remedy: "never sends the message again; waits and reads the state",
    settings: [Setting("afterEvents", 1, in: 0...10_000, "how many whole frames come before")]
  ) { settings in
    [
      .stream { script, _ in
        let whole = settings["afterEvents"]
        guard script.frames.count > whole else { return }
        script.frames.removeSubrange((whole + 1)...)
        let last = script.frames[whole]
        script.frames[whole].bytes = Array(last.bytes.prefix(last.bytes.count / 2))
        script.end = .short
        script.endsAt = last.at
      }
    ]
  }
}
