extension Fault {
  /// ADK servers up to 1.22 (`adk-wire.md`).
  static let errorUnescaped = streamError(
    "error-unescaped", in: .unescaped,
    effect: "its last frame is `{\"error\": \"…\"}` around a message with bare quotation marks")
}
