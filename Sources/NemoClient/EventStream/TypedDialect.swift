/// The dialect that the vendor documents, contract section 7.3.
enum TypedDialect {
  static func read(_ type: String, _ value: JSONValue) -> AgentEvent {
    switch type.lowercased() {
    case "text": text(value)
    case "tool_call": .toolCall(name: name(value), id: value["id"]?.identifier)
    case "tool_result": .toolResult(name: name(value), id: value["id"]?.identifier)
    case "heartbeat", "ping": .heartbeat
    // The other gateway's, contract section 19, row 7.
    case "done": .done
    case "error": .failure(StreamFailure.read(value))
    default: .unknown
    }
  }

  private static func text(_ value: JSONValue) -> AgentEvent {
    // The vendor reads `text` or `content` alike elsewhere (section 7.5).
    let text = value["content"]?.string ?? value["text"]?.string ?? ""
    if text.isEmpty { return .unknown }
    return value["partial"]?.bool == true ? .fragment(text) : .text(text)
  }

  private static func name(_ value: JSONValue) -> String {
    value.first(of: "name", "tool", "tool_name")?.string ?? ""
  }
}
