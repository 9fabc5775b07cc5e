/// Frames that hold a text and little else, contract section 7.5; and bare errors, section 7.6.
enum PlainDialect {
  static func read(_ value: JSONValue) -> AgentEvent {
    if StreamFailure.isFailure(value) { return .failure(StreamFailure.read(value)) }
    guard let text = value.first(of: "text", "content")?.string, !text.isEmpty else {
      return .unknown
    }
    return value["partial"]?.bool == true ? .fragment(text) : .text(text)
  }
}
