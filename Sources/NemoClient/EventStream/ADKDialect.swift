/// Events of Google's Agent Development Kit, contract section 7.4 and `adk-wire.md`.
///
/// Keys are camelCase; snake_case is taken as well. Ids are not compared: an event with an
/// artifact goes out as two frames with one id.
enum ADKDialect {
  /// Nil when the object is no event of the ADK.
  static func read(_ value: JSONValue) -> [AgentEvent]? {
    if let failure = failure(value) { return content(value) + [.failure(failure)] }
    let isEvent =
      value["content"]?.members != nil || value["actions"] != nil || value["author"] != nil
      || value.first(of: "invocationId", "invocation_id") != nil
    return isEvent ? content(value) : nil
  }

  /// A model's failure inside of an event. Its code is the model's (section 7.4): a number there
  /// means nothing of section 6.2.
  private static func failure(_ value: JSONValue) -> BackendRefusal? {
    let code = value.first(of: "errorCode", "error_code")
    let message = value.first(of: "errorMessage", "error_message")?.string
    guard code != nil || message != nil else { return nil }
    return BackendRefusal(
      code: .unspecified, httpStatus: 200, message: message.flatMap(ServerSentence.readable))
  }

  /// The parts in their order, neighbouring texts joined.
  private static func content(_ value: JSONValue) -> [AgentEvent] {
    let parts = value["content"]?["parts"]?.array ?? []
    let isPartial = value["partial"]?.bool == true
    // What the user wrote is sometimes echoed.
    let isEcho = value["author"]?.string == "user"
    var events: [AgentEvent] = []
    var text = ""
    func endText() {
      if !text.isEmpty, !isEcho { events.append(isPartial ? .fragment(text) : .text(text)) }
      text = ""
    }
    for part in parts {
      if let words = part["text"]?.string {
        // Thoughts stay internal (section 7.4, rule 5).
        if part["thought"]?.bool != true { text += words }
      } else if let call = tool(part) {
        endText()
        events.append(call)
      }
    }
    endText()
    return events
  }

  private static func tool(_ part: JSONValue) -> AgentEvent? {
    if let call = part.first(of: "functionCall", "function_call") {
      return .toolCall(name: call["name"]?.string ?? "", id: call["id"]?.identifier)
    }
    if let result = part.first(of: "functionResponse", "function_response") {
      return .toolResult(name: result["name"]?.string ?? "", id: result["id"]?.identifier)
    }
    return nil
  }
}
