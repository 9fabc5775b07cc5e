extension Fault {
  static let badChunkSize = Fault(
    "bad-chunk-size", .stream, [.message],
    effect: "after a whole frame, words stand where the next chunk's size belongs",
    remedy: "never sends the message again; waits and reads the state", settings: [.afterEvents]
  ) { settings in
    [.stream { script, _ in script.cut(after: settings["afterEvents"], .garbled) }]
  }
}
