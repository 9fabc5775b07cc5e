extension Fault {
  /// ADK servers up to 1.22: a message is not escaped, so that its second line is no field of the
  /// event any more (`adk-wire.md`).
  static let errorBrokenLine = streamError(
    "error-broken-line", effect: "its last frame is `{\"error\": \"…\"}`, broken by a line feed"
  ) { script, time, _ in
    script.send("data: {\"error\": \"the agent broke\nat line 7\"}\n\n", at: time)
  }
}
