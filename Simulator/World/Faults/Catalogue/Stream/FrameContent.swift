/// What a frame tells, whatever dialect it is in.
enum FrameContent: Sendable, Hashable {
  case call
  case result
  case text(String)
  /// A heartbeat, an error, bookkeeping.
  case other
}

extension StreamScript.Frame {
  private static let prefix = "data: "

  /// The JSON of a frame that is one unnamed event on one line, as all of the dialects have it.
  var json: JSON? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix(Self.prefix), text.hasSuffix("\n\n") else { return nil }
    let data = text.dropFirst(Self.prefix.count).dropLast(2)
    return try? JSONParser.value(of: Array(data.utf8))
  }

  /// The same frame with other JSON.
  func with(_ json: JSON) -> StreamScript.Frame {
    StreamScript.Frame(at: at, bytes: Array(Frame.data(json).utf8))
  }

  var content: FrameContent { json.map(FrameContent.init) ?? .other }
}

extension FrameContent {
  init(_ json: JSON) {
    if let part = json["content"]?["parts"]?.array?.first {
      self = Self.content(ofPart: part)
    } else {
      switch json["type"]?.string {
      case "tool_call": self = .call
      case "tool_result": self = .result
      case "text": self = json["content"]?.string.map(Self.text) ?? .other
      case nil: self = json["text"]?.string.map(Self.text) ?? .other
      default: self = .other
      }
    }
  }

  private static func content(ofPart part: JSON) -> FrameContent {
    if part["functionCall"] != nil { return .call }
    if part["functionResponse"] != nil { return .result }
    return part["text"]?.string.map(Self.text) ?? .other
  }
}

extension JSON {
  /// A frame's JSON with another text where it has one.
  func saying(_ text: String) -> JSON {
    if let content = self["content"], let parts = content["parts"]?.array {
      let parts = parts.map { $0["text"] == nil ? $0 : $0.with("text", .string(text)) }
      return with("content", content.with("parts", .array(parts)))
    }
    return with(self["type"] == nil ? "text" : "content", .string(text))
  }

  /// An object with another value for a key, which comes last if it is new.
  func with(_ key: String, _ value: JSON) -> JSON {
    guard case .object(var members) = self else { return self }
    if let index = members.lastIndex(where: { $0.key == key }) {
      members[index].value = value
    } else {
      members.append(Member(key: key, value: value))
    }
    return .object(members)
  }
}
