/// How a stream that began with status 200 says that its run has failed (contract section 7.6,
/// `adk-wire.md`).
struct StreamErrorFrames: Sendable {
  var form: Dialect.StreamError

  /// - Parameters:
  ///   - event: the frames of an ADK event with an error code.
  ///   - text: the frames of a text in the stream's own form.
  func frames(
    kind: String, message: String, at time: FrameTime, event: () -> [String],
    text: (String) -> [String]
  ) -> [String] {
    switch form {
    case .bare: [Frame.data(["error": .string(message)])]
    case .unescaped: [Frame.data("{\"error\": \"\(message)\"}")]
    case .detailed: event() + [detailed(kind, message, time)]
    case .event: event()
    // The name is known, its data is assumed.
    case .named: ["event: error\n" + Frame.data(["error": .string(message)])]
    case .text: text("Error: \(message)")
    }
  }

  /// With a space after each colon and comma, as Python writes JSON.
  private func detailed(_ kind: String, _ message: String, _ time: FrameTime) -> String {
    let whole = JSON.string("\(kind): \(message)").text
    let type = JSON.string(kind).text
    let text = JSON.string(message).text
    return Frame.data(
      "{\"error\": \(whole), \"error_details\": {\"error_type\": \(type), "
        + "\"error_message\": \(text), \"timestamp\": \(time.seconds.text)}}")
  }
}
