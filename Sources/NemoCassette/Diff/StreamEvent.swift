/// One server-sent event as far as comparing needs it: what kind it is, and what it says.
///
/// The kinds are those of the typed dialect (contract section 7.3); events of the agent framework
/// (7.4) and plain ones (7.5) are put into the same words.
struct StreamEvent {
  /// Such as `text`, `tool_call`, `tool_result`, `heartbeat` or `error`; what the server calls it
  /// where that is none of these.
  let kind: String
  /// The event's data, with the bytes that its ranges refer to; nil when it is no JSON.
  let json: JSONNode?
  let data: [UInt8]
  /// What it says to the user.
  let text: String

  static let heartbeat = "heartbeat"
  static let textKind = "text"
  static let done = "done"
  /// A fragment of a text that comes again as a whole (contract section 7.4).
  static let partial = "partial"

  /// Reads the lines of one event (HTML Living Standard, section 9.2.6).
  init(_ block: [UInt8]) {
    var fields: [(name: String, value: String)] = []
    for line in String(decoding: block, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      let value = line[colon...].dropFirst()
      fields.append(
        (String(line[..<colon]), String(value.first == " " ? value.dropFirst() : value)))
    }
    let text = fields.filter { $0.name == "data" }.map { $0.value }.joined(separator: "\n")
    data = Array(text.utf8)
    json = JSONNode.parse(data)
    let name = fields.last { $0.name == "event" }?.value
    let said = json.map(Self.said)
    kind = Self.kind(json, text, name: name, parts: said?.kinds ?? [])
    self.text = said?.text ?? ""
  }

  var isHeartbeat: Bool { kind == Self.heartbeat }

  static func events(_ stream: [UInt8]) -> [StreamEvent] {
    EventSplitter.split(stream).map { StreamEvent($0) }
  }

  private static func kind(
    _ json: JSONNode?, _ text: String, name: String?, parts: [String]
  ) -> String {
    if text.isEmpty || text == heartbeat || name == heartbeat { return heartbeat }
    guard let json else { return text == "[DONE]" ? done : name ?? "data" }
    if let type = json["type"]?.text { return type }
    if !parts.isEmpty { return parts.joined(separator: "+") }
    if json["error"] != nil || json["errorCode"] != nil || json["error_code"] != nil {
      return "error"
    }
    return json["actions"] == nil ? name ?? "data" : "actions"
  }

  /// The text of an event, and the kinds of the parts of one of the agent framework.
  private static func said(_ json: JSONNode) -> (kinds: [String], text: String) {
    if let content = json["content"]?.text { return ([], content) }
    if let text = json["text"]?.text { return ([textKind], text) }
    let isPartial =
      if case .literal? = json["partial"]?.value { isTrue(json["partial"]) } else { false }
    var kinds: [String] = []
    var said = ""
    for part in json["content"]?["parts"]?.elements ?? [] {
      if part["functionCall"] ?? part["function_call"] != nil { kinds.append("tool_call") }
      if part["functionResponse"] ?? part["function_response"] != nil {
        kinds.append("tool_result")
      }
      guard let text = part["text"]?.text else { continue }
      let isThought = isTrue(part["thought"])
      kinds.append(isThought ? "thought" : isPartial ? partial : textKind)
      if !isThought { said += text }
    }
    return (kinds, said)
  }

  private static func isTrue(_ node: JSONNode?) -> Bool {
    // Of the three words only `true` and `null` have four letters.
    guard let node, case .literal = node.value else { return false }
    return node.range.count == 4
  }
}

extension [StreamEvent] {
  /// What the user is told: the whole texts where there are any, else the fragments.
  var text: String {
    let whole = filter { $0.kind.contains(StreamEvent.textKind) }
    return (whole.isEmpty ? self : whole).map { $0.text }.joined(separator: "\n")
  }
}
