/// The exchanges of a tape, one a line, each with a bar over the tape's time.
struct Waterfall {
  private let tape: Tape
  private let views: [ExchangeView]
  private let layout: Layout

  /// How many columns each part takes.
  private struct Layout {
    var id: Int
    var bar: Int
    var time = 7
    var request: Int
    var status = 3
    var bytes = 8
    var chunks = 6
    var end: Int

    /// - Parameters: the widest of each kind.
    init(width: Int, ids: Int, requests: Int, ends: Int) {
      id = min(max(2, ids), width >= 120 ? 28 : 14)
      end = min(ends, 12)
      let spaces = end > 0 ? 7 : 6
      let rest = max(24, width - id - time - status - bytes - chunks - end - spaces)
      request = min(max(7, requests), rest - min(60, max(12, rest / 3)))
      bar = min(100, rest - request)
    }
  }

  init(_ tape: Tape, width: Int) {
    self.tape = tape
    views = tape.exchanges.map { ExchangeView($0, backend: tape.header.backend) }
    layout = Layout(
      width: width, ids: views.map { TextColumns.width($0.exchange.id) }.max() ?? 0,
      requests: views.map { TextColumns.width($0.request) }.max() ?? 0,
      ends: views.map { TextColumns.width($0.end) }.max() ?? 0)
  }

  var lines: [ShownLine] {
    guard !views.isEmpty else { return [ShownLine("No exchanges.", .dim)] }
    return [heading] + views.map(line)
  }

  private var heading: ShownLine {
    let last = Figures.time(tape.duration)
    let scale =
      TextColumns.fit("0", layout.bar - TextColumns.width(last)) + last
    return row(
      [
        ("ID", layout.id, false), (scale, layout.bar, false), ("TIME", layout.time, true),
        ("REQUEST", layout.request, false), ("", layout.status, true),
        ("BYTES", layout.bytes, true), ("CHUNKS", layout.chunks, true),
        (layout.end > 0 ? "END" : "", layout.end, false),
      ], .dim)
  }

  private func row(
    _ cells: [(text: String, width: Int, alignRight: Bool)], _ tone: ShownLine.Tone
  ) -> ShownLine {
    let texts = cells.filter { $0.width > 0 }.map {
      TextColumns.fit($0.text, $0.width, alignRight: $0.alignRight)
    }
    return ShownLine(texts.joined(separator: " "), tone)
  }

  private func line(_ view: ExchangeView) -> ShownLine {
    let exchange = view.exchange
    let space = ShownLine(" ")
    let response = exchange.response
    var line = ShownLine(TextColumns.fit(exchange.id, layout.id), .strong) + space
    line += ShownLine(bar(exchange), .accent) + space
    line += ShownLine(
      TextColumns.fit(Figures.time(exchange.end.at), layout.time, alignRight: true) + " ")
    let request = view.request(width: layout.request)
    line += ShownLine(TextColumns.fit(request, layout.request) + " ")
    line += ShownLine(TextColumns.fit(view.status, layout.status), view.statusTone)
    line += row(
      [
        ("", 0, false),
        (response.map { Figures.bytes($0.body.sizeBytes) } ?? "", layout.bytes + 1, true),
        (response.map { String($0.cuts.count) } ?? "", layout.chunks, true),
      ], .plain)
    if layout.end > 0 { line += ShownLine(" " + TextColumns.fit(view.end, layout.end), .bad) }
    return line
  }

  /// At least one column, so that an exchange without a duration is seen too.
  private func bar(_ exchange: Exchange) -> String {
    let total = Double(max(1, tape.duration.microseconds))
    func column(_ time: Duration) -> Int {
      Int((Double(max(0, time.microseconds)) / total * Double(layout.bar)).rounded(.down))
    }
    let start = min(column(exchange.request.at), layout.bar - 1)
    let end = min(max(start + 1, column(exchange.request.at + exchange.end.at)), layout.bar)
    let isShort = end == start + 1
    return String(repeating: " ", count: start)
      + (isShort ? "▪" : String(repeating: "━", count: end - start))
      + String(repeating: " ", count: layout.bar - end)
  }
}

extension Tape {
  /// From the first request to the last end.
  package var duration: Duration {
    exchanges.map { $0.request.at + $0.end.at }.max() ?? .zero
  }
}
