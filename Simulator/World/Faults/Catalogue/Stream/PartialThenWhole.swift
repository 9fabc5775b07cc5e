extension Fault {
  /// Contract section 7.4, rule 2. Dialects other than ADK's mark fragments alike; assumed.
  static let partialThenWhole = Fault(
    "partial-then-whole", .stream, [.message],
    effect: "each text comes in fragments marked `partial`, and then once more as a whole",
    remedy: "shows it once"
  ) { _ in
    [
      .stream { script, _ in
        script.replaceFrames { frame in
          guard case .text(let text) = frame.content, let json = frame.json,
            json["partial"] == nil
          else { return [frame] }
          let fragments = ADKFrames.fragments(of: text).map {
            frame.with(json.saying($0).with("partial", true))
          }
          return fragments + [frame]
        }
      }
    ]
  }
}
