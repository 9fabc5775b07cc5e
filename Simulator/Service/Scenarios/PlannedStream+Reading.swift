import NemoSimulator

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// `stream`: the events of a planned run.
extension PlannedStream {
  init(_ node: YAMLNode) throws(ScenarioFileError) {
    let nodes = try node.list()
    guard nodes.count <= Self.eventLimit else {
      throw node.error(.tooManyValues, "More than \(Self.eventLimit) events.")
    }
    self.init([])
    for node in nodes {
      let event = try Event(node, after: events.last?.at ?? .zero)
      if let end = events.first(where: \.isEnd), !event.isEdit {
        throw node.error(
          .contradiction, "The stream has ended at \(end.at). After that only edits go on.")
      }
      events.append(event)
    }
  }
}

extension PlannedStream.Event {
  private static let kinds = [
    "text", "call", "result", "failure", "edit", "heartbeat", "raw", "base64", "end",
  ]

  fileprivate var isEdit: Bool {
    if case .edit = action { true } else { false }
  }

  fileprivate var isEnd: Bool {
    if case .end = action { true } else { false }
  }

  /// - Parameter previous: when the event before it is; it may not be earlier.
  fileprivate init(_ node: YAMLNode, after previous: Duration) throws(ScenarioFileError) {
    var keys = try MappingReader(node)
    let at =
      try keys.read("at") { node throws(ScenarioFileError) in
        let time = try node.duration(in: .zero...PlannedStream.longest)
        guard time >= previous else {
          throw node.error(.outOfRange, "The event before this one is later. Put them in order.")
        }
        return time
      } ?? previous
    guard let kind = try keys.only(one: Self.kinds) else {
      for kind in Self.kinds { _ = keys.value(kind) }
      try keys.finish()
      throw node.error(
        .missingKey, "An event says what happens: one of \(Self.kinds.joined(separator: ", ")).")
    }
    let action = try PlannedStream.Action(kind, &keys)
    try keys.finish()
    self.init(at: at, action)
  }
}

extension PlannedStream.Action {
  fileprivate init(_ kind: String, _ keys: inout MappingReader) throws(ScenarioFileError) {
    switch kind {
    case "call": self = try Self.call(&keys)
    case "result": self = try Self.result(&keys)
    case "heartbeat", "end":
      self = try keys.require(kind) { node throws(ScenarioFileError) in
        try Self.sign(kind, node)
      }
    case "raw", "base64":
      self = try keys.require(kind) { node throws(ScenarioFileError) in
        .raw(try kind == "raw" ? Array(node.scalar("A text").utf8) : node.base64())
      }
    default:
      let text = try keys.require(kind) { node throws(ScenarioFileError) in try node.words() }
      self = kind == "text" ? .text(text) : kind == "edit" ? .edit(text) : .failure(text)
    }
  }

  private static func call(_ keys: inout MappingReader) throws(ScenarioFileError) -> Self {
    let tool = try keys.require("call") { node throws(ScenarioFileError) in try node.words() }
    let arguments = try keys.read("arguments") { node throws(ScenarioFileError) in
      try node.json()
    }
    return .call(tool: tool, arguments: arguments ?? .emptyObject)
  }

  private static func result(_ keys: inout MappingReader) throws(ScenarioFileError) -> Self {
    let tool = try keys.require("result") { node throws(ScenarioFileError) in try node.words() }
    let value = try keys.read("value") { node throws(ScenarioFileError) in try node.json() }
    let file = try keys.read("artifact") { node throws(ScenarioFileError) in try node.words() }
    return .result(tool: tool, value ?? .emptyObject, artifact: file)
  }

  private static func sign(_ kind: String, _ node: YAMLNode) throws(ScenarioFileError) -> Self {
    if kind == "end" { return .end(try end(node)) }
    guard try node.truth() else {
      throw node.error(.outOfRange, "Leave the event out where there is no heartbeat.")
    }
    return .heartbeat
  }

  private static func end(_ node: YAMLNode) throws(ScenarioFileError) -> StreamEnd {
    switch try node.choice("The end of a stream", of: ["close", "cut", "reset", "stall", "garble"])
    {
    case "cut": .short
    case "reset": .reset
    case "stall": .stall
    case "garble": .garbled
    default: .closed
    }
  }
}

extension YAMLNode {
  /// Bytes as RFC 4648 section 4 writes them; white space between them is left out.
  func base64() throws(ScenarioFileError) -> [UInt8] {
    let letters = try scalar("Base64").filter { !$0.isWhitespace }
    guard let data = Data(base64Encoded: letters) else {
      throw error(.wrongType, "Base64 is expected, with letters in fours.")
    }
    return Array(data)
  }
}
