import NemoHTTP

/// Reads the lines of one exchange.
struct ExchangeReader {
  /// What the tape says the request is matched by; nil when it says nothing.
  let key: String?
  private(set) var exchange: Exchange
  private let place: TapePlace
  private var stream: [UInt8] = []
  private var content = Content.none
  private var hasEnd = false

  /// What stands for the body.
  private enum Content { case none, events, whole }

  /// Begins with the line of a request.
  init(_ node: JSONNode, _ line: [UInt8], in place: TapePlace) throws {
    try node.requireKeys(["k", "i", "q"])
    self.place = place
    key = try node.optionalText("k")
    let id = try node.requiredText("i")
    guard let asked = node["q"] else { throw LineFault("lacks `q`") }
    try asked.requireKeys(["method", "url", "headers", "body"])
    var request = Exchange.Request(
      method: try asked.requiredText("method"), url: try asked.requiredText("url"),
      headers: try asked.headers())
    if let body = asked["body"] {
      request.body = try BodyLines.body(from: body, in: line, place).asRequested
    }
    exchange = Exchange(
      id: id, request: request, response: nil, end: ExchangeEnd(.unfinished, sent: .possibly))
    try checkLimits()
  }

  /// Reads another line.
  mutating func read(_ node: JSONNode, _ line: [UInt8]) throws {
    guard !hasEnd else {
      throw LineFault.twice("comes after the end of \(exchange.id)")
    }
    if let response = node["r"] {
      try node.requireKeys(["i", "r"])
      try readResponse(response, line)
    } else if node["end"] != nil {
      try readEnd(node)
    } else {
      try readBody(node, line)
    }
    try checkLimits()
  }

  private func checkLimits() throws(LineFault) {
    if let excess = TapeLimits.excess(of: exchange) { throw .tooLarge(excess) }
  }

  private mutating func readResponse(_ node: JSONNode, _ line: [UInt8]) throws {
    guard exchange.response == nil else {
      throw LineFault.twice("is a second answer to \(exchange.id)")
    }
    try node.requireKeys(["status", "headers"])
    guard let status = node["status"]?.integer(in: line),
      TapeLimits.statuses.contains(Int(clamping: status))
    else { throw LineFault("lacks a `status` of three digits") }
    exchange.response = Exchange.Response(status: Int(status), headers: try node.headers())
  }

  private mutating func readBody(_ node: JSONNode, _ line: [UInt8]) throws {
    guard exchange.response != nil else { throw LineFault("comes before its response") }
    if let body = node["b"] {
      try node.requireKeys(["i", "b"])
      guard content == .none else {
        throw LineFault.twice("is a second body of \(exchange.id)")
      }
      content = .whole
      exchange.response?.body = try BodyLines.body(from: body, in: line, place)
      return
    }
    try node.requireKeys(["i", "e", "e64"])
    guard let event = BodyLines.event(from: node) else {
      throw LineFault("is none of request, response, event, body and end")
    }
    guard content != .whole else { throw LineFault.twice("is a second body of \(exchange.id)") }
    content = .events
    stream += event
  }

  private mutating func readEnd(_ node: JSONNode) throws {
    try node.requireKeys(["i", "end", "sum", "sent", "detail"])
    hasEnd = true
    if content == .events { exchange.response?.body = .bytes(stream) }
    if let sum = try node.optionalText("sum"), place.isStrict, sum != BodyLines.sum(of: stream) {
      throw LineFault(
        .tampered, "has a `sum` that is not the one of its events", advice: place.format)
    }
    var sent = exchange.defaultSent
    if let text = try node.optionalText("sent") {
      guard let given = TransportFailure.Sent(rawValue: text) else {
        throw LineFault("has a `sent` that is none of nothing, possibly and complete")
      }
      sent = given
    }
    exchange.end = ExchangeEnd(
      .init(rawValue: try node.requiredText("end")), sent: sent,
      detail: try node.optionalText("detail") ?? "")
  }

  /// Call after the last line.
  mutating func finish() {
    if content == .events { exchange.response?.body = .bytes(stream) }
    if !hasEnd { exchange.end.sent = exchange.defaultSent }
    let cuts = exchange.response?.defaultCuts ?? []
    exchange.response?.cuts = cuts
  }

  /// Reads the line of `timing.jsonl`; call after ``finish()``.
  ///
  /// Cuts that do not add up to the body are passed over: the tape was edited.
  mutating func readTiming(_ node: JSONNode, _ line: [UInt8]) throws {
    try node.requireKeys(["i", "at", "head", "cuts", "end"])
    exchange.request.at = try node.duration("at", in: line)
    exchange.response?.at = try node.duration("head", in: line)
    exchange.end.at = try node.duration("end", in: line)
    guard let list = node["cuts"], let response = exchange.response else { return }
    let cuts = try Self.cuts(list, line)
    let fits = cuts.reduce(0) { $0 + $1.length } == response.body.sizeBytes
    exchange.response?.cuts = fits ? cuts : response.defaultCuts
  }

  private static func cuts(_ list: JSONNode, _ line: [UInt8]) throws -> [Exchange.Cut] {
    guard let elements = list.elements else { throw LineFault("has `cuts` that are no list") }
    guard elements.count <= TapeLimits.cuts else {
      throw LineFault.tooLarge("has more than \(TapeLimits.cuts) deliveries")
    }
    // So many of that size cannot overflow a sum.
    return try elements.map { element in
      guard let pair = element.elements, pair.count == 2, let length = pair[0].integer(in: line),
        (0...Int64(TapeLimits.bodyBytes)).contains(length)
      else { throw LineFault("has a cut that is no pair of size and time") }
      return Exchange.Cut(length: Int(length), at: try pair[1].duration(in: line))
    }
  }
}
