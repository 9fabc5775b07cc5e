extension Fault {
  static let streamStall = Fault(
    "stream-stall", .stream, [.message],
    effect: "after a whole frame, nothing more comes, and the connection stays open",
    remedy: "leaves after ten minutes of silence and reads the state", settings: [.afterEvents]
  ) { settings in
    [.stream { script, _ in script.cut(after: settings["afterEvents"], .stall) }]
  }
}
