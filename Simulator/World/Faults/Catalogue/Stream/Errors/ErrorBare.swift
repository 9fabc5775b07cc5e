extension Fault {
  /// ADK servers 1.25 to 1.33 (`adk-wire.md`).
  static let errorBare = streamError(
    "error-bare", in: .bare, effect: "its last frame is `{\"error\":\"…\"}`")
}
