extension Fault {
  /// Contract section 7.6.
  static let errorText = streamError(
    "error-text", in: .text, effect: "its last frame is a text that begins with `Error:`")
}
