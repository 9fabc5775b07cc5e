extension Fault {
  static let unknownEvents = Fault(
    "unknown-events", .stream, [.message],
    effect: "before each frame come events of names, types and keys that no document has",
    remedy: "takes no notice of them, and shows nothing of them to the user"
  ) { _ in
    [
      .stream { script, _ in
        script.precedeFrames(with: [
          "event: metrics\ndata: {\"type\":\"metrics\",\"tokens\":42}\n\n",
          "data: {\"type\":\"suggestion\",\"content\":\"Not for the user.\"}\n\n",
          "data: {\"actions\":{\"stateDelta\":{\"step\":2}}}\n\n",
          "data: {\"x-trace\":\"7f\"}\n\n",
        ])
      }
    ]
  }
}
