/// Compares a recorded answer with a live one by shape: status, types and keys, the grammar of a
/// stream. Never by values, which are new each time.
struct AnswerShape {
  /// What the agent and its tools say is their own: it differs from run to run.
  private static let opaqueKeys: Set<String> = ["args", "result", "response", "actions", "state"]

  let recorded: Exchange
  let live: LiveAnswer

  /// Why the backend lacks what the tape shows; nil when it does not.
  var missing: String? {
    guard let response = recorded.response, Self.isSuccess(response.status),
      !Self.isRefusal(Self.bytes(response))
    else { return nil }
    guard let status = live.status else { return "no answer: \(live.failure ?? "")" }
    if !Self.isSuccess(status) { return "status \(status)" + Self.code(live.body) }
    return Self.isRefusal(live.body) ? "refused" + Self.code(live.body) : nil
  }

  /// What differs, and what only the live answer has: a client that reads the recorded one passes
  /// over that.
  var comparison: (changes: [Change], additions: [Change]) {
    guard let response = recorded.response else {
      return (Change.of("answer", nil, live.status.map { "\($0)" }) + end, [])
    }
    guard let status = live.status else {
      return ([Change("answer", "\(response.status)", live.failure)], [])
    }
    let head =
      Change.of("status", "\(response.status)", "\(status)")
      + Change.of(
        "header content-type", Self.type(response.headers), Self.type(live.headers))
    let body = body(response)
    return (head + body.filter { $0.old != nil } + end, body.filter { $0.old == nil })
  }

  /// Of these, what the tape has nothing of is additional.
  private func body(_ response: Exchange.Response) -> [Change] {
    guard case .bytes(let bytes) = response.body else {
      return Change.of(
        "body", Self.presence(response.body.sizeBytes), Self.presence(live.sizeBytes))
    }
    if response.isEventStream, live.isEventStream { return stream(bytes) }
    guard let one = JSONNode.parse(bytes), let other = JSONNode.parse(live.body) else {
      return Change.of("body", Self.presence(bytes.count), Self.presence(live.sizeBytes))
    }
    return Shape(one, in: bytes).changes(to: Shape(other, in: live.body)).map { $0.below("body") }
  }

  private func stream(_ bytes: [UInt8]) -> [Change] {
    let before = StreamEvent.events(bytes).filter { !$0.isHeartbeat }
    let now = StreamEvent.events(live.body).filter { !$0.isHeartbeat }
    // Of a stream that the recorded client left, only the beginning is known.
    let isWhole = recorded.end.kind == .closed
    let (one, other) = (before.withoutClosingText.looseGrammar, now.withoutClosingText.looseGrammar)
    let isSame = isWhole ? one == other : other.hasPrefix(one)
    let grammar = isSame ? [] : [Change("events", before.looseGrammar, now.looseGrammar)]
    return grammar + Self.shapes(before, now)
  }

  /// The shapes of the events of each kind that both streams have.
  private static func shapes(_ before: [StreamEvent], _ now: [StreamEvent]) -> [Change] {
    let kinds = before.reduce(into: [String]()) { kinds, event in
      if !kinds.contains(event.kind) { kinds.append(event.kind) }
    }
    return kinds.flatMap { kind -> [Change] in
      guard let one = shape(before, kind), let other = shape(now, kind) else { return [] }
      return one.changes(to: other).map { $0.below("events.\(kind)") }
    }
  }

  private static func shape(_ events: [StreamEvent], _ kind: String) -> Shape? {
    let shapes = events.filter { $0.kind == kind }.compactMap { event in
      event.json.map { Shape($0, in: event.data, opaque: opaqueKeys) }
    }
    guard var shape = shapes.first else { return nil }
    for other in shapes.dropFirst() { shape.merge(other) }
    return shape
  }

  /// How the exchange ended, where the tape knows.
  private var end: [Change] {
    let unknown: [ExchangeEnd.Kind] = [.cancelled, .unfinished]
    guard !unknown.contains(recorded.end.kind) else { return [] }
    return Change.of(
      "end", recorded.end.kind.rawValue, live.failure ?? ExchangeEnd.Kind.closed.rawValue)
  }

  private static func isSuccess(_ status: Int) -> Bool { (200..<400).contains(status) }

  /// An envelope that says no under a status that says yes (contract section 6).
  private static func isRefusal(_ body: [UInt8]) -> Bool {
    guard let node = JSONNode.parse(body) else { return false }
    if let code = node["code"]?.integer(in: body) { return code != 0 && code != 200 }
    guard let success = node["success"], case .literal = success.value else { return false }
    return body[success.range].elementsEqual("false".utf8)
  }

  /// The backend's own code, contract section 6.2.
  private static func code(_ body: [UInt8]) -> String {
    let code = JSONNode.parse(body)?["code"]?.integer(in: body)
    return code.map { ", code \($0)" } ?? ""
  }

  private static func bytes(_ response: Exchange.Response) -> [UInt8] {
    if case .bytes(let bytes) = response.body { return bytes }
    return []
  }

  private static func type(_ headers: [HeaderPair]) -> String? {
    headers.first("Content-Type")?.prefix { $0 != ";" }.lowercased()
  }

  private static func presence(_ size: Int) -> String { size == 0 ? "empty" : "not empty" }
}
