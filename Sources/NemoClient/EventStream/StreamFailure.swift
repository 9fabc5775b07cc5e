/// Failures inside of a stream that began with status 200, contract section 7.6.
enum StreamFailure {
  /// `{"error": …}`, or an envelope with a code or `success: false`.
  static func isFailure(_ value: JSONValue) -> Bool {
    value["error"] != nil
      || ResponseInterpreter.refusal(of: .message, status: 200, body: value) != nil
  }

  static func read(_ value: JSONValue) -> BackendRefusal {
    var refusal =
      ResponseInterpreter.refusal(of: .message, status: 200, body: value)
      ?? BackendRefusal(
        code: .unspecified, httpStatus: 200,
        message: ResponseInterpreter.message(in: value)
          ?? value["content"]?.string.flatMap(ServerSentence.readable))
    // A status in here is that of something behind the agent, such as its model: the run is over.
    refusal.httpStatus = 200
    return refusal
  }
}

/// Data that is no JSON: plain text, or JSON that broke on its way.
enum BrokenEvent {
  static func read(_ data: String) -> AgentEvent {
    let trimmed = data.trimmed
    // ADK servers up to 1.22 do not escape the message (`adk-wire.md`).
    if isError(trimmed) {
      return .failure(
        BackendRefusal(code: .unspecified, httpStatus: 200, message: message(in: trimmed)))
    }
    // Half a JSON text is nothing to show to a person.
    if trimmed.hasPrefix("{") || trimmed.hasPrefix("[") { return .unknown }
    return .text(data)
  }

  /// The message in `{"error": "<message>"}`, or in a text that is only the message.
  static func message(in data: String) -> String? {
    let trimmed = data.trimmed
    guard isError(trimmed), let colon = trimmed.firstIndex(of: ":") else {
      return ServerSentence.readable(trimmed)
    }
    var message = trimmed[trimmed.index(after: colon)...]
    while let first = message.first, first.isWhitespace || first == "\"" { message.removeFirst() }
    while let last = message.last, last.isWhitespace || "\"}".contains(last) {
      message.removeLast()
    }
    return ServerSentence.readable(String(message))
  }

  private static func isError(_ text: String) -> Bool {
    guard text.hasPrefix("{") else { return false }
    return text.dropFirst().drop(while: \.isWhitespace).hasPrefix("\"error\"")
  }
}
