extension Fault {
  /// ADK servers 2.13 (`adk-wire.md`).
  static let errorDetailed = streamError(
    "error-detailed", in: .detailed,
    effect: "it ends with an event that has an error code, and one with `error_details`")
}
