import NemoHTTP
import NemoTime

/// The text form of a tape: what is committed, reviewed and merged.
struct TapeText {
  /// `tape.jsonl`
  var tape: [UInt8] = []
  /// `timing.jsonl`
  var timing: [UInt8] = []
  /// The contents of `blobs/`.
  var blobs: [Blob] = []

  /// One file in `blobs/`.
  struct Blob {
    var sha256: String
    var content: Content

    enum Content {
      case bytes([UInt8])
      case stored(StoredBlob)
    }
  }

  /// Writes a tape.
  ///
  /// - Parameter old: where an exchange is the same as on this tape, its timing stays.
  init(_ tape: Tape, keepingTimingOf old: Tape? = nil) {
    let forms = RequestForms(tape)
    let oldExchanges = Dictionary(
      (old?.exchanges ?? []).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var bodies = BodyLines()
    append(header: tape.header)
    for (exchange, form) in zip(tape.exchanges, forms.forms) {
      append(exchange, key: form.key, &bodies)
      let before = oldExchanges[exchange.id]
      let isUnchanged = before?.withoutTiming == exchange.withoutTiming
      var timed = isUnchanged ? before ?? exchange : exchange
      timed.response?.fitCuts(isFinished: true)
      append(timingOf: timed)
    }
    blobs = bodies.blobs
  }

  private mutating func append(header: Tape.Header) {
    var line = "{\"cassette\":\(Tape.formatVersion)"
    line += ",\"origin\":\(JSONBytes.quoted(header.origin.rawValue))"
    line += ",\"backend\":\(JSONBytes.quoted(header.backend))"
    line += ",\"recorded\":\(JSONBytes.quoted(header.recorded.iso8601))"
    if !header.note.isEmpty { line += ",\"note\":\(JSONBytes.quoted(header.note))" }
    tape += Array((line + "}\n").utf8)
  }

  private mutating func append(_ exchange: Exchange, key: String, _ bodies: inout BodyLines) {
    let id = "\"i\":\(JSONBytes.quoted(exchange.id))"
    append(line: "{\"k\":\"\(key)\",\(id),\"q\":", request(exchange.request, &bodies))
    if let response = exchange.response {
      let headers = JSONBytes.pairs(response.headers)
      append(
        line: "{\(id),\"r\":", Array("{\"status\":\(response.status),\"headers\":\(headers)}".utf8))
      append(body: response, id: id, &bodies)
    }
    append(line: "{\(id),", end(exchange))
  }

  private func request(_ request: Exchange.Request, _ bodies: inout BodyLines) -> [UInt8] {
    var text =
      "{\"method\":\(JSONBytes.quoted(request.method)),\"url\":\(JSONBytes.quoted(request.url))"
    text += ",\"headers\":\(JSONBytes.pairs(request.headers))"
    var line = Array(text.utf8)
    if let body = bodies.object(request.body.asRequested) {
      line += Array(",\"body\":".utf8) + body
    }
    return line + [UInt8(ascii: "}")]
  }

  private mutating func append(
    body response: Exchange.Response, id: String, _ bodies: inout BodyLines
  ) {
    if let bytes = response.eventBytes {
      for event in EventSplitter.split(bytes) {
        append(line: "{\(id),", BodyLines.event(event))
      }
    } else if let body = bodies.object(response.body) {
      append(line: "{\(id),\"b\":", body)
    }
  }

  private func end(_ exchange: Exchange) -> [UInt8] {
    let end = exchange.end
    var text = "\"end\":\(JSONBytes.quoted(end.kind.rawValue))"
    if let bytes = exchange.response?.eventBytes, !bytes.isEmpty {
      text += ",\"sum\":\"\(BodyLines.sum(of: bytes))\""
    }
    if end.sent != exchange.defaultSent { text += ",\"sent\":\"\(end.sent.rawValue)\"" }
    if !end.detail.isEmpty { text += ",\"detail\":\(JSONBytes.quoted(end.detail))" }
    return Array(text.utf8)
  }

  private mutating func append(line start: String, _ rest: [UInt8]) {
    tape += Array(start.utf8) + rest + Array("}\n".utf8)
  }

  /// Times are microseconds: of the request since the recording began, the rest since the request.
  ///
  /// Nothing for an exchange that took no time and is cut as it would be without a line.
  private mutating func append(timingOf exchange: Exchange) {
    guard exchange.hasTiming else { return }
    var line = "{\"i\":\(JSONBytes.quoted(exchange.id)),\"at\":\(exchange.request.at.microseconds)"
    if let response = exchange.response {
      let cuts = response.cuts.map { "[\($0.length),\($0.at.microseconds)]" }
      line += ",\"head\":\(response.at.microseconds),\"cuts\":[\(cuts.joined(separator: ","))]"
    }
    line += ",\"end\":\(exchange.end.at.microseconds)}\n"
    timing += Array(line.utf8)
  }
}

extension Exchange {
  /// What the tape leaves out because it is the ordinary case.
  var defaultSent: TransportFailure.Sent { response == nil ? .possibly : .complete }

  /// Whether there is anything to say in `timing.jsonl`.
  var hasTiming: Bool {
    request.at != .zero || end.at != .zero || response.map { $0.at != .zero } ?? false
      || response.map { $0.cuts != $0.defaultCuts } ?? false
  }

  /// The exchange as it stands in `tape.jsonl`.
  var withoutTiming: Exchange {
    var exchange = self
    exchange.request.at = .zero
    exchange.response?.at = .zero
    exchange.response?.cuts = []
    exchange.end.at = .zero
    return exchange
  }
}

extension Exchange.Response {
  /// Whether the body is a stream of server-sent events.
  var isEventStream: Bool { HeaderRules.isEventStream(header("Content-Type")) }

  /// The body, when it is a stream of events that has a line for each.
  var eventBytes: [UInt8]? {
    guard case .bytes(let bytes) = body, isEventStream, bytes.count <= StoredBlob.memoryLimitBytes
    else { return nil }
    return bytes
  }

  /// How the body is cut when nothing says otherwise: an event at a time, or 1 MiB, and more where
  /// that would be too many.
  var defaultCuts: [Exchange.Cut] {
    if let bytes = eventBytes {
      return EventSplitter.split(bytes).map { Exchange.Cut(length: $0.count, at: at) }
    }
    let fewest = (body.sizeBytes + Self.defaultCutLimit - 1) / Self.defaultCutLimit
    let length = max(Self.defaultCutBytes, fewest)
    return stride(from: 0, to: body.sizeBytes, by: length).map {
      Exchange.Cut(length: min(length, body.sizeBytes - $0), at: at)
    }
  }

  private static let defaultCutBytes = 1 << 20
  /// A line of the tape may claim a tebibyte.
  private static let defaultCutLimit = 1_024
}

extension Duration {
  /// Whole microseconds, the precision of a tape.
  var microseconds: Int64 {
    components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
  }

  /// Rounded down to the precision of a tape.
  var onTape: Duration { .microseconds(microseconds) }
}
