/// The exchanges of a tape, one a line, each with a bar over the tape's time.
struct Waterfall {
  private let tape: Tape
  private let views: [ExchangeView]
  private let layout: Layout

  /// How many columns each part takes; none for what is left out.
  private struct Layout {
    /// What the bar and the request need together.
    private static let narrowest = 24

    var id: Int
    var bar = 0
    var time = 7
    var request = 0
    var status = 3
    var bytes = 8
    var chunks = 6
    var end: Int

    /// - Parameters: the widest of each kind.
    init(width: Int, ids: Int, requests: Int, ends: Int) {
      id = min(max(2, ids), width >= 120 ? 28 : 14)
      end = min(ends, 12)
      if rest(of: width) < Self.narrowest { chunks = 0 }
      if rest(of: width) < Self.narrowest { bytes = 0 }
      if rest(of: width) < Self.narrowest { time = 0 }
      let rest = rest(of: width)
      let isWide = rest >= Self.narrowest
      // Without a bar its space is the request's too.
      let leastBar = isWide ? min(60, max(12, rest / 3)) : -1
      request = min(max(7, requests), max(7, rest - leastBar))
      bar = isWide ? min(100, rest - request) : 0
    }

    /// What is left for the bar and the request, which have a space between them.
    private func rest(of width: Int) -> Int {
      [id, time, status, bytes, chunks, end].filter { $0 > 0 }.reduce(width - 1) { $0 - $1 - 1 }
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
    return row([
      ("ID", layout.id, false, .dim), (scale, layout.bar, false, .dim),
      ("TIME", layout.time, true, .dim), ("REQUEST", layout.request, false, .dim),
      ("", layout.status, true, .dim), ("BYTES", layout.bytes, true, .dim),
      ("CHUNKS", layout.chunks, true, .dim), ("END", layout.end, false, .dim),
    ])
  }

  private typealias Cell = (
    text: String, width: Int, alignRight: Bool, tone: ShownLine.Tone
  )

  private func row(_ cells: [Cell]) -> ShownLine {
    let shown = cells.filter { $0.width > 0 }
    return shown.enumerated().reduce(ShownLine()) { line, cell in
      let (text, width, alignRight, tone) = cell.element
      let space = cell.offset == 0 ? "" : " "
      return line
        + ShownLine(space + TextColumns.fit(text, width, alignRight: alignRight), tone)
    }
  }

  private func line(_ view: ExchangeView) -> ShownLine {
    let exchange = view.exchange
    let response = exchange.response
    let bytes = response.map { Figures.bytes($0.body.sizeBytes) } ?? ""
    let chunks = response.map { String($0.cuts.count) } ?? ""
    return row([
      (exchange.id, layout.id, false, .strong), (bar(exchange), layout.bar, false, .accent),
      (Figures.time(exchange.end.at), layout.time, true, .plain),
      (view.request(width: layout.request), layout.request, false, .plain),
      (view.status, layout.status, false, view.statusTone), (bytes, layout.bytes, true, .plain),
      (chunks, layout.chunks, true, .plain), (view.end, layout.end, false, .bad),
    ])
  }

  /// At least one column, so that an exchange without a duration is seen too.
  private func bar(_ exchange: Exchange) -> String {
    guard layout.bar > 0 else { return "" }
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
