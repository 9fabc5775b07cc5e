extension Fault {
  static let longLine = Fault(
    "long-line", .stream, [.message],
    effect: "the last event is one very long line, most of it a key that nobody knows",
    remedy: "reads it up to a limit of its own; beyond that it drops the event and reads the state",
    settings: [Setting("megabytes", 10, in: 1...64, "how much is added to the line, in 10^6 bytes")]
  ) { settings in
    [
      .stream { script, _ in
        guard let last = script.frames.lastIndex(where: { $0.json?.isObject == true }),
          let json = script.frames[last].json
        else { return }
        let padding = String(repeating: "x", count: settings["megabytes"] * 1_000_000)
        script.frames[last] = script.frames[last].with(json.with("padding", .string(padding)))
      }
    ]
  }
}
