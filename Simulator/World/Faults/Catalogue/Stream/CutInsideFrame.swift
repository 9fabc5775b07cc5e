extension Fault {
  static let cutInsideFrame = Fault(
    "cut-inside-frame", .stream, [.message],
    effect: "half of a frame is sent, then the connection closes without the last chunk",
    remedy: "never sends the message again; waits and reads the state", settings: [.afterEvents]
  ) { settings in
    [.stream { script, _ in script.cutInside(after: settings["afterEvents"], .short) }]
  }
}

extension Fault.Setting {
  static let afterEvents = Fault.Setting(
    "afterEvents", 1, in: 0...10_000, "how many whole events come before")
}
