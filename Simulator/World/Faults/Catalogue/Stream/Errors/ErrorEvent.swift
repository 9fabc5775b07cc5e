extension Fault {
  /// A model's failure (contract section 7.4).
  static let errorEvent = streamError(
    "error-event", in: .event, effect: "its last frame is an ADK event with an error code")
}
