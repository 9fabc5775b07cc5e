extension Fault {
  static let streamReset = Fault(
    "stream-reset", .stream, [.message], effect: "after a whole frame, the connection is reset",
    remedy: "never sends the message again; waits and reads the state", settings: [.afterEvents]
  ) { settings in
    [.stream { script, _ in script.cut(after: settings["afterEvents"], .reset) }]
  }
}
