import NemoTime

/// A tape as a person reads it.
package struct TapePage {
  private let tape: Tape
  private let name: String

  package init(_ tape: Tape, name: String) {
    self.tape = tape
    self.name = name
  }

  /// The header and the waterfall.
  ///
  /// - Parameter width: in columns; below 70 the least important ones are left out.
  package func overview(width: Int) -> [ShownLine] {
    header(width: width) + [ShownLine()] + Waterfall(tape, width: width).lines
  }

  /// The exchanges in full.
  ///
  /// - Parameter ids: which; all when nil.
  /// - Throws: ``CassetteError`` with ``CassetteError/Code/notFound`` for an id that is not there,
  ///   naming the near ones.
  package func details(_ ids: [String]? = nil, width: Int) throws(CassetteError) -> [ShownLine] {
    var exchanges = tape.exchanges
    if let ids { exchanges = try select(ids) }
    return exchanges.flatMap { lines(of: $0, width: width, showsTiming: true) + [ShownLine()] }
  }

  /// Everything that was said, without times and without a width: for comparing as text.
  package func plain() -> [ShownLine] {
    let header = tape.header
    var lines = [
      ShownLine("origin: \(header.origin.rawValue)"), ShownLine("backend: \(header.backend)"),
    ]
    if !header.note.isEmpty { lines.append(ShownLine("note: \(header.note)")) }
    return lines
      + tape.exchanges.flatMap {
        [ShownLine()] + self.lines(of: $0, width: nil, showsTiming: false)
      }
  }

  private func header(width: Int) -> [ShownLine] {
    let header = tape.header
    let facts = [
      "recorded from \(header.origin.meaning)", Self.date(header.recorded.iso8601),
      Figures.count(tape.exchanges.count, "exchange") + " in " + Figures.time(tape.duration),
    ]
    let fact = facts.joined(separator: " · ")
    let fits = TextColumns.width(name) + 2 + TextColumns.width(fact) <= width
    var lines = [ShownLine(name, .strong) + ShownLine(fits ? "  " + fact : "")]
    if !fits { lines += TextColumns.wrapWords(fact, width).map { ShownLine($0) } }
    lines += TextColumns.wrap(header.backend, width).map { ShownLine($0, .dim) }
    if !header.note.isEmpty {
      lines += TextColumns.wrapWords(header.note, width).map { ShownLine($0) }
    }
    return lines
  }

  /// `2026-11-23 10:00 UTC`, from the ISO 8601 form.
  package static func date(_ iso8601: String) -> String {
    iso8601.prefix(16).replacing("T", with: " ") + " UTC"
  }

  private func lines(of exchange: Exchange, width: Int?, showsTiming: Bool) -> [ShownLine] {
    ExchangeDetail(
      view: ExchangeView(exchange, backend: tape.header.backend), width: width,
      showsTiming: showsTiming
    ).lines
  }

  private func select(_ ids: [String]) throws(CassetteError) -> [Exchange] {
    var selected: [Exchange] = []
    for id in ids {
      guard let exchange = tape.exchanges.first(where: { $0.id == id }) else {
        throw Self.unknown(id, among: tape.exchanges.map { $0.id }, in: name)
      }
      selected.append(exchange)
    }
    return selected
  }

  private static func unknown(
    _ id: String, among ids: [String], in name: String
  ) -> CassetteError {
    let near = NearNames.of(id, among: ids).prefix(3)
    let advice =
      near.isEmpty
      ? "nemo cassette show \(name) lists the exchanges."
      : "Did you mean \(near.joined(separator: " or "))?"
    return CassetteError(.notFound, "\(name) has no exchange \(id). \(advice)")
  }
}

extension Tape.Origin {
  /// As it follows "recorded from".
  package var meaning: String {
    switch self {
    case .live: "the service"
    case .local: "a server on that machine"
    case .simulator: "the simulator"
    case .adk: "an agent server"
    case .handwritten: "nobody: handwritten"
    default: rawValue
    }
  }
}
