import NemoHTTP
import NemoTime

/// Reads the text form of a tape.
///
/// Timing is optional, and so are keys: a tape that was written by hand plays too. Cuts that do not
/// add up to the body (it was edited) are replaced by ``Exchange/Response/defaultCuts``.
struct TapeTextReader {
  /// Reads the blob of that digest and size.
  let blob: (String, Int?) throws -> BodyContent

  private var header: Tape.Header?
  private var exchanges: [Exchange] = []
  private var indices: [String: Int] = [:]
  /// The bytes of each exchange's answer so far.
  private var streams: [[UInt8]] = []

  static func read(
    tape: [UInt8], timing: [UInt8], blob: @escaping (String, Int?) throws -> BodyContent
  ) throws -> Tape {
    var reader = TapeTextReader(blob: blob)
    try reader.eachLine(of: tape, named: "tape.jsonl") { try $0.readTape($1, $2) }
    reader.settleBodies()
    try reader.eachLine(of: timing, named: "timing.jsonl") { $0.readTiming($1, $2) }
    guard let header = reader.header else {
      throw CassetteError(.unreadable, "The first line of tape.jsonl does not say cassette 1.")
    }
    return Tape(header: header, exchanges: reader.exchanges)
  }

  private init(blob: @escaping (String, Int?) throws -> BodyContent) { self.blob = blob }

  private mutating func eachLine(
    of text: [UInt8], named file: String,
    _ read: (inout TapeTextReader, JSONNode, [UInt8]) throws -> String?
  ) throws {
    for (index, slice) in text.split(separator: 0x0a).enumerated() {
      let line = Array(slice)
      let complaint =
        switch JSONNode.parse(line) {
        case nil: "is not valid JSON" as String?
        case let node?: try read(&self, node, line)
        }
      guard let complaint else { continue }
      throw CassetteError(
        .unreadable, "Line \(index + 1) of \(file) \(complaint). Mend it, or record again.")
    }
  }

  /// Reads one line of `tape.jsonl`; returns what is wrong with it.
  private mutating func readTape(_ node: JSONNode, _ line: [UInt8]) throws -> String? {
    if header == nil { return readHeader(node, line) }
    guard let id = node["i"]?.text else { return "has no exchange id `i`" }
    if let request = node["q"] { return try readRequest(request, id, line) }
    guard let index = indices[id] else { return "belongs to \(id), which has no request before it" }
    if let response = node["r"] { return readResponse(response, index, line) }
    if let end = node["end"]?.text {
      let sent = node["sent"]?.text.flatMap { TransportFailure.Sent(rawValue: $0) }
      let usual = exchanges[index].defaultSent
      exchanges[index].end = ExchangeEnd(
        .init(rawValue: end), sent: sent ?? usual,
        detail: node["detail"]?.text ?? "")
      return nil
    }
    return try readBody(node, index, line)
  }

  private mutating func readHeader(_ node: JSONNode, _ line: [UInt8]) -> String? {
    guard let version = node["cassette"]?.integer(in: line) else { return "is not a cassette" }
    guard version == Int64(Tape.formatVersion) else {
      return "says format \(version); this version of nemo reads \(Tape.formatVersion)"
    }
    guard let backend = node["backend"]?.text, let recorded = node["recorded"]?.text,
      let date = WallTime(iso8601: recorded)
    else { return "lacks `backend` or a date in `recorded`" }
    header = Tape.Header(
      origin: .init(rawValue: node["origin"]?.text ?? Tape.Origin.handwritten.rawValue),
      backend: backend, recorded: date, note: node["note"]?.text ?? "")
    return nil
  }

  private mutating func readRequest(
    _ node: JSONNode, _ id: String, _ line: [UInt8]
  ) throws -> String? {
    guard indices[id] == nil else { return "repeats the exchange id \(id)" }
    guard let method = node["method"]?.text, let url = node["url"]?.text else {
      return "lacks `method` or `url`"
    }
    var request = Exchange.Request(method: method, url: url)
    if let headers = node["headers"] {
      guard let pairs = JSONBytes.pairs(from: headers) else {
        return "has headers that are not pairs"
      }
      request.headers = pairs
    }
    if let body = node["body"] {
      guard let content = try BodyLines.body(from: body, in: line, blob: blob) else {
        return "has a body of an unknown kind"
      }
      request.body = content.asRequested
    }
    indices[id] = exchanges.count
    streams.append([])
    exchanges.append(
      Exchange(
        id: id, request: request, response: nil, end: ExchangeEnd(.unfinished, sent: .possibly)))
    return nil
  }

  private mutating func readResponse(
    _ node: JSONNode, _ index: Int, _ line: [UInt8]
  ) -> String? {
    guard let status = node["status"]?.integer(in: line), (100...999).contains(status) else {
      return "lacks a `status`"
    }
    guard let pairs = node["headers"].map({ JSONBytes.pairs(from: $0) }) ?? [] else {
      return "has headers that are not pairs"
    }
    exchanges[index].response = Exchange.Response(status: Int(status), headers: pairs)
    return nil
  }

  private mutating func readBody(_ node: JSONNode, _ index: Int, _ line: [UInt8]) throws -> String?
  {
    guard exchanges[index].response != nil else { return "comes before its response" }
    if let event = BodyLines.event(from: node) {
      streams[index] += event
      return nil
    }
    let body = try node["b"].flatMap { try BodyLines.body(from: $0, in: line, blob: blob) }
    switch body {
    case .bytes(let bytes)?: streams[index] += bytes
    case let other?: exchanges[index].response?.body = other
    case nil: return "has a body of an unknown kind"
    }
    return nil
  }

  private mutating func settleBodies() {
    for index in exchanges.indices {
      if !streams[index].isEmpty { exchanges[index].response?.body = .bytes(streams[index]) }
      let cuts = exchanges[index].response?.defaultCuts ?? []
      exchanges[index].response?.cuts = cuts
    }
  }

  /// Reads one line of `timing.jsonl`. What is no longer on the tape is passed over.
  private mutating func readTiming(_ node: JSONNode, _ line: [UInt8]) -> String? {
    guard let id = node["i"]?.text else { return "has no exchange id `i`" }
    guard let index = indices[id] else { return nil }
    func time(_ key: String) -> Duration { .microseconds(node[key]?.integer(in: line) ?? 0) }
    exchanges[index].request.at = time("at")
    exchanges[index].response?.at = time("head")
    exchanges[index].end.at = time("end")
    guard let response = exchanges[index].response, let list = node["cuts"]?.elements else {
      return nil
    }
    var cuts: [Exchange.Cut] = []
    for element in list {
      guard let pair = element.elements, pair.count == 2, let length = pair[0].integer(in: line),
        let at = pair[1].integer(in: line), (0...Int64(response.body.sizeBytes)).contains(length)
      else { return nil }  // The tape was edited: the cuts are not its own any more.
      cuts.append(Exchange.Cut(length: Int(length), at: .microseconds(at)))
    }
    let fits = cuts.reduce(0) { $0 + $1.length } == response.body.sizeBytes
    exchanges[index].response?.cuts = fits ? cuts : response.defaultCuts
    return nil
  }
}
