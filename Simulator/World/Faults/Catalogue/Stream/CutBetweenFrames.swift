extension Fault {
  static let cutBetweenFrames = Fault(
    "cut-between-frames", .stream, [.message],
    effect: "after a whole frame, the connection closes without the last chunk",
    remedy: "never sends the message again; waits and reads the state", settings: [.afterEvents]
  ) { settings in
    [.stream { script, _ in script.cut(after: settings["afterEvents"], .short) }]
  }
}
