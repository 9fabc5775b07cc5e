extension Fault {
  /// The Go server of the ADK (`adk-wire.md`).
  static let errorNamed = streamError(
    "error-named", in: .named, effect: "its last frame is an event named `error`")
}
