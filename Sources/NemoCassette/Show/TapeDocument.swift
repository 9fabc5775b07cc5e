import NemoHTTP
import NemoTime

/// A tape as one JSON document, for programs.
package struct TapeDocument {
  private let tape: Tape
  private let index: TapeIndex

  package init(_ tape: Tape) {
    self.tape = tape
    index = TapeIndex(tape)
  }

  /// Bodies have the shapes of `tape.jsonl`; times are microseconds, as in `timing.jsonl`.
  ///
  /// - Parameter ids: only these exchanges; all when nil.
  package func json(_ ids: [String]? = nil) -> String {
    let exchanges = tape.exchanges.indices.filter { ids?.contains(tape.exchanges[$0].id) ?? true }
    let header = tape.header
    return object([
      ("cassette", "\(Tape.formatVersion)"), ("origin", JSONBytes.quoted(header.origin.rawValue)),
      ("backend", JSONBytes.quoted(header.backend)),
      ("recorded", JSONBytes.quoted(header.recorded.iso8601)),
      ("note", JSONBytes.quoted(header.note)),
      ("exchanges", "[" + exchanges.map(exchange).joined(separator: ",") + "]"),
    ])
  }

  private func exchange(_ position: Int) -> String {
    let exchange = tape.exchanges[position]
    let end = exchange.end
    return object([
      ("id", JSONBytes.quoted(exchange.id)), ("key", JSONBytes.quoted(index.key(at: position))),
      ("request", request(exchange.request)),
      ("response", exchange.response.map { response($0, exchange) } ?? "null"),
      (
        "end",
        object([
          ("kind", JSONBytes.quoted(end.kind.rawValue)),
          ("sent", JSONBytes.quoted(end.sent.rawValue)), ("detail", JSONBytes.quoted(end.detail)),
          ("at", "\(end.at.microseconds)"),
        ])
      ),
    ])
  }

  private func request(_ request: Exchange.Request) -> String {
    object([
      ("at", "\(request.at.microseconds)"), ("method", JSONBytes.quoted(request.method)),
      ("url", JSONBytes.quoted(request.url)), ("headers", JSONBytes.pairs(request.headers)),
      ("body", body(request.body)),
    ])
  }

  private func response(_ response: Exchange.Response, _ exchange: Exchange) -> String {
    let events = ExchangeView(exchange, backend: tape.header.backend).events
    let cuts = response.cuts.map { "[\($0.length),\($0.at.microseconds)]" }
    return object([
      ("at", "\(response.at.microseconds)"), ("status", "\(response.status)"),
      ("headers", JSONBytes.pairs(response.headers)),
      events.map { ("events", "[" + $0.map(event).joined(separator: ",") + "]") }
        ?? ("body", body(response.body)),
      ("cuts", "[" + cuts.joined(separator: ",") + "]"),
    ])
  }

  private func event(_ at: Duration, _ bytes: [UInt8]) -> String {
    "{\"at\":\(at.microseconds)," + String(decoding: BodyLines.event(bytes), as: UTF8.self) + "}"
  }

  private func body(_ body: BodyContent) -> String {
    var lines = BodyLines()
    return lines.object(body).map { String(decoding: $0, as: UTF8.self) } ?? "null"
  }

  private func object(_ members: [(String, String)]) -> String {
    "{" + members.map { "\(JSONBytes.quoted($0.0)):\($0.1)" }.joined(separator: ",") + "}"
  }
}
