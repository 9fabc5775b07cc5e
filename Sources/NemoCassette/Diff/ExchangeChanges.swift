import NemoHTTP

/// What is different between two recordings of one exchange, apart from when it happened.
struct ExchangeChanges {
  let old: Exchange
  let new: Exchange
  /// The base URLs, which are taken out of everything: a simulator has another port each time.
  let backends: (old: String, new: String)

  /// Says when something happened, or is new in every run of the agent framework (contract
  /// section 7.4).
  private static let volatileEventKeys: Set<String> = ["timestamp", "id", "invocationId"]

  var all: [Change] { request + response + end }

  private var request: [Change] {
    let (one, other) = (old.request, new.request)
    let changes =
      Change.of("method", one.method, other.method)
      + Change.of("url", path(one.url, backends.old), path(other.url, backends.new))
      + headers(one.headers, other.headers, one.body, other.body)
      + body(one.body, other.body)
    return changes.map { $0.below("request") }
  }

  private var response: [Change] {
    guard let one = old.response, let other = new.response else {
      return Change.of("answer", old.response.map(Self.line), new.response.map(Self.line))
    }
    return Change.of("status", "\(one.status)", "\(other.status)")
      + headers(one.headers, other.headers, one.body, other.body)
      + (stream(one, other) ?? body(one.body, other.body))
  }

  private var end: [Change] {
    Change.of("end", old.end.kind.rawValue, new.end.kind.rawValue)
      + Change.of("end.sent", old.end.sent.rawValue, new.end.sent.rawValue)
  }

  private static func line(_ response: Exchange.Response) -> String {
    "\(response.status), \(Figures.bytes(response.body.sizeBytes))"
  }

  private func path(_ url: String, _ backend: String) -> String {
    ExchangeView(
      Exchange(
        id: "", request: .init(method: "", url: url), response: nil, end: ExchangeEnd(.closed)),
      backend: backend
    ).path
  }

  private func headers(
    _ one: [HeaderPair], _ other: [HeaderPair], _ oldBody: BodyContent, _ newBody: BodyContent
  ) -> [Change] {
    let (before, now) = (named(one, backends.old), named(other, backends.new))
    let names =
      before.map { $0.name }
      + now.map { $0.name }.filter { name in
        !before.contains { $0.name == name }
      }
    return names.flatMap { name in
      Change.of(
        "header " + name, before.first { $0.name == name }?.value,
        now.first { $0.name == name }?.value)
    } + contentLength(one, other, oldBody, newBody)
  }

  /// A Content-Length that says how long the body is says nothing of its own.
  private func contentLength(
    _ one: [HeaderPair], _ other: [HeaderPair], _ oldBody: BodyContent, _ newBody: BodyContent
  ) -> [Change] {
    let (before, now) = (one.first("Content-Length"), other.first("Content-Length"))
    func fits(_ value: String?, _ body: BodyContent) -> Bool {
      value == nil || value == "\(body.sizeBytes)"
    }
    let (fitted, fitsNow) = (fits(before, oldBody), fits(now, newBody))
    if fitted, fitsNow { return [] }
    func text(_ value: String?, _ isTold: Bool, _ body: BodyContent) -> String? {
      value.map { isTold ? "\($0), but the body has \(body.sizeBytes) bytes" : $0 }
    }
    return Change.of(
      "header content-length", text(before, !fitted && fitsNow, oldBody),
      text(now, fitted && !fitsNow, newBody))
  }

  /// By lower-case name, repeated ones joined (RFC 9110 section 5.3).
  private func named(
    _ headers: [HeaderPair], _ backend: String
  ) -> [(name: String, value: String)] {
    var named: [(name: String, value: String)] = []
    for header in headers where header.name.lowercased() != "content-length" {
      let name = header.name.lowercased()
      let value = String(decoding: neutral(Array(header.value.utf8), backend), as: UTF8.self)
      if let index = named.firstIndex(where: { $0.name == name }) {
        named[index].value += ", " + value
      } else {
        named.append((name, value))
      }
    }
    return named
  }

  private func body(_ one: BodyContent, _ other: BodyContent) -> [Change] {
    switch (one, other) {
    case (.bytes(let before), .bytes(let now)):
      return bytes(neutral(before, backends.old), neutral(now, backends.new))
    case (.form(let before), .form(let now)):
      return
        (JSONChanges.between(
          Array(JSONBytes.parts(before).utf8), Array(JSONBytes.parts(now).utf8)) ?? [])
        .map { $0.below("body.form") }
    default:
      return Change.of("body", Self.line(about: one), Self.line(about: other))
    }
  }

  private func bytes(_ before: [UInt8], _ now: [UInt8]) -> [Change] {
    if before == now { return [] }
    if let changes = JSONChanges.between(before, now) { return changes.map { $0.below("body") } }
    guard let one = String(validating: before, as: UTF8.self),
      let other = String(validating: now, as: UTF8.self)
    else {
      return Change.of("body", Self.line(about: .bytes(before)), Self.line(about: .bytes(now)))
    }
    return Change.of("body", one.isEmpty ? nil : one, other.isEmpty ? nil : other)
  }

  private static func line(about body: BodyContent) -> String? {
    let digest =
      switch body {
      case .bytes([]): nil as String?
      case .bytes(let bytes): Digest.of(bytes)
      case .form(let parts): Digest.of(JSONBytes.parts(parts).utf8)
      case .stored(let blob): blob.sha256
      case .omitted(let sha256, _): sha256
      }
    return digest.map { "\(Figures.bytes(body.sizeBytes)), sha256 \($0.prefix(16))…" }
  }

  /// Nil when one of the two is no stream of events.
  private func stream(_ one: Exchange.Response, _ other: Exchange.Response) -> [Change]? {
    guard one.isEventStream, other.isEventStream, case .bytes(let before) = one.body,
      case .bytes(let now) = other.body
    else { return nil }
    let oldEvents = StreamEvent.events(neutral(before, backends.old)).filter { !$0.isHeartbeat }
    let newEvents = StreamEvent.events(neutral(now, backends.new)).filter { !$0.isHeartbeat }
    let said = Change.of("text", oldEvents.text, newEvents.text)
    guard oldEvents.map({ $0.kind }) == newEvents.map({ $0.kind }) else {
      return [Change("events", oldEvents.grammar.description, newEvents.grammar.description)] + said
    }
    return zip(oldEvents, newEvents).enumerated().flatMap { index, pair in
      changes(pair.0, pair.1, index)
    } + said
  }

  /// What the events say to the user is told apart from them.
  private func changes(_ one: StreamEvent, _ other: StreamEvent, _ index: Int) -> [Change] {
    let isText = [StreamEvent.textKind, StreamEvent.partial].contains(one.kind)
    guard one.data != other.data, !isText else { return [] }
    let changes = JSONChanges.between(one.data, other.data, ignoring: Self.volatileEventKeys)
    let path = "events[\(index)]"
    guard let changes else {
      return [
        Change(
          path, String(decoding: one.data, as: UTF8.self),
          String(decoding: other.data, as: UTF8.self))
      ]
    }
    return changes.map { $0.below(path) }
  }

  private func neutral(_ bytes: [UInt8], _ backend: String) -> [UInt8] {
    guard backends.old != backends.new else { return bytes }
    return Replacements([backend: "{backend}"]).apply(to: bytes)
  }
}

/// How the times of two recordings of one exchange differ.
enum TimingChanges {
  static func between(_ old: Exchange, _ new: Exchange) -> [Change] {
    func times(_ path: String, _ one: Duration?, _ other: Duration?) -> [Change] {
      one == other ? [] : [Change("timing." + path, one.map(Self.text), other.map(Self.text))]
    }
    func cuts(_ exchange: Exchange) -> String? {
      exchange.response.map { Figures.count($0.cuts.count, "chunk") }
    }
    return times("at", old.request.at, new.request.at)
      + times("head", old.response?.at, new.response?.at)
      + Change.of("timing.chunks", cuts(old), cuts(new))
      + times("end", old.end.at, new.end.at)
      + heartbeats(old, new)
  }

  private static func heartbeats(_ old: Exchange, _ new: Exchange) -> [Change] {
    func count(_ exchange: Exchange) -> String? {
      guard let response = exchange.response, response.isEventStream,
        case .bytes(let bytes) = response.body
      else { return nil }
      return "\(StreamEvent.events(bytes).filter { $0.isHeartbeat }.count)"
    }
    return Change.of("timing.heartbeats", count(old), count(new))
  }

  /// Exact, as two times that look alike would be no difference.
  private static func text(_ duration: Duration) -> String {
    "\(Double(duration.microseconds) / 1_000_000) s"
  }
}
