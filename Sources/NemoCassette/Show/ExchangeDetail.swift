/// One exchange in full: the request, the answer, and the events with their times.
struct ExchangeDetail {
  /// Longer texts and JSON are cut after so many lines, unless everything is asked for.
  static let lineLimit = 2_000

  let view: ExchangeView
  /// In columns; nil wraps nothing.
  let width: Int?
  /// Times, chunks and bytes as they came; without them the lines say only what was said.
  let showsTiming: Bool

  private static let indent = "  "
  /// JSON is laid out for this width where lines don't wrap.
  private static let plainWidth = 100

  var lines: [ShownLine] {
    [title] + requestLines + responseLines + [endLine]
  }

  private var exchange: Exchange { view.exchange }

  private var title: ShownLine {
    let id = ShownLine(exchange.id, .strong)
    guard let width else { return id }
    let rule = max(0, min(width, Self.plainWidth) - TextColumns.width(exchange.id) - 4)
    return ShownLine("── ", .dim) + id + ShownLine(" " + String(repeating: "─", count: rule), .dim)
  }

  private var requestLines: [ShownLine] {
    let request = exchange.request
    var first = ShownLine("\(request.method) \(view.path)", .accent)
    if showsTiming { first += ShownLine("  at \(Figures.time(request.at))", .dim) }
    return [first] + headers(request.headers)
      + body(request.body, type: request.headers.first("Content-Type"))
  }

  private var responseLines: [ShownLine] {
    guard let response = exchange.response else { return [ShownLine("no answer", .bad)] }
    var first = ShownLine("\(response.status)", view.statusTone)
    if showsTiming {
      let chunks = Figures.count(response.cuts.count, "chunk")
      first += ShownLine(
        "  after \(Figures.time(response.at)), "
          + "\(Figures.bytes(response.body.sizeBytes)) in \(chunks)", .dim)
    }
    let start = [first] + headers(response.headers)
    if let events = view.events { return start + events.map { event($0.at, $0.bytes) }.joined() }
    return start + body(response.body, type: response.header("Content-Type"))
  }

  private var endLine: ShownLine {
    let end = exchange.end
    var line = ShownLine(end.kind.rawValue, end.kind == .closed ? .dim : .bad)
    if showsTiming { line += ShownLine("  after \(Figures.time(end.at))", .dim) }
    if !end.detail.isEmpty { line += ShownLine("  " + end.detail, .dim) }
    return line
  }

  private func headers(_ headers: [HeaderPair]) -> [ShownLine] {
    headers.flatMap { wrapped("\($0.name): \($0.value)", .dim) }
  }

  private func body(_ body: BodyContent, type: String?) -> [ShownLine] {
    switch body {
    case .bytes([]): return []
    case .bytes(let bytes): return self.bytes(bytes, type: type)
    case .form(let parts): return parts.flatMap { wrapped(Self.line(about: $0)) }
    case .stored(let blob):
      return wrapped(Self.line(blob.sizeBytes, type, blob.sha256) + ", in a file of its own")
    case .omitted(let sha256, let size):
      return wrapped(Self.line(size, type, sha256) + ", not kept")
    }
  }

  private func bytes(_ bytes: [UInt8], type: String?) -> [ShownLine] {
    let columns = (width ?? Self.plainWidth) - Self.indent.count
    if let lines = PrettyJSON.lines(bytes, width: columns) {
      return lines.prefix(Self.lineLimit).flatMap { wrapped($0) } + rest(of: lines.count)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return wrapped(Self.line(bytes.count, type, Digest.of(bytes)))
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.prefix(Self.lineLimit).flatMap { wrapped(String($0)) } + rest(of: lines.count)
  }

  private func rest(of count: Int) -> [ShownLine] {
    count <= Self.lineLimit
      ? [] : [ShownLine("\(Self.indent)… and \(count - Self.lineLimit) more lines", .dim)]
  }

  private static func line(about part: BodyContent.FormPart) -> String {
    if let text = part.text { return "\(part.name)  \(text)" }
    let name = part.filename.map { "\(part.name): \($0)" } ?? part.name
    return "\(name)  " + line(part.sizeBytes, part.contentType, part.sha256)
  }

  private static func line(_ size: Int, _ type: String?, _ sha256: String) -> String {
    let digest = sha256.isEmpty ? "" : ", sha256 \(sha256.prefix(16))…"
    return "\(Figures.bytes(size)) of \(type ?? "bytes")\(digest)"
  }

  /// An event on one line; what a terminal can't hold goes on below it.
  private func event(_ at: Duration, _ bytes: [UInt8]) -> [ShownLine] {
    var text = String(decoding: bytes, as: UTF8.self)
    while text.last?.isNewline == true { text.removeLast() }
    text = text.split(whereSeparator: \.isNewline).joined(separator: " ⏎ ")
    guard showsTiming else { return wrapped(text) }
    let time = TextColumns.fit("+" + Figures.time(at), 9, alignRight: true)
    let space = String(repeating: " ", count: time.count + 1)
    let lines = width.map { TextColumns.wrap(text, max(20, $0 - time.count - 1)) } ?? [text]
    return lines.enumerated().map { index, line in
      ShownLine(index == 0 ? time + " " : space, .dim) + ShownLine(line)
    }
  }

  private func wrapped(_ text: String, _ tone: ShownLine.Tone = .plain) -> [ShownLine] {
    guard let width else { return [ShownLine(Self.indent + text, tone)] }
    // What goes on stands as far in as it began, and a little further.
    let inner = text.prefix { $0 == " " }
    let start = TextColumns.wrap(text, max(20, width - Self.indent.count))
    guard start.count > 1, inner.count + 20 < width else {
      return start.map { ShownLine(Self.indent + $0, tone) }
    }
    let room = width - Self.indent.count - inner.count - 2
    let rest = String(text.dropFirst(start[0].count))
    return [ShownLine(Self.indent + start[0], tone)]
      + TextColumns.wrap(rest, max(20, room)).map {
        ShownLine(Self.indent + inner + "  " + $0, tone)
      }
  }
}
