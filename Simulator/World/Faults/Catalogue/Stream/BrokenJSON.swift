extension Fault {
  static let brokenJSON = Fault(
    "broken-json", .stream, [.message],
    effect: "one event has half of its JSON; its lines and all other events are whole",
    remedy: "skips that event; where it was the only text, reads the state",
    settings: [
      Setting("event", 0, in: 0...10_000, "which event, counted from 1; 0 for the last with JSON")
    ]
  ) { settings in
    [
      .stream { script, _ in
        let last = script.frames.lastIndex { $0.json != nil }
        let index = settings["event"] > 0 ? settings["event"] - 1 : last ?? 0
        guard script.frames.indices.contains(index), let json = script.frames[index].json else {
          return
        }
        let half = json.text.unicodeScalars.prefix(json.text.unicodeScalars.count / 2)
        script.frames[index].bytes = Array(Frame.data(String(half)).utf8)
      }
    ]
  }
}
