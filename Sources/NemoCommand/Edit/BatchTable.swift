import NemoClient

/// The summary of a batch, in columns that fit the terminal.
struct BatchTable {
  private let report: BatchReport
  private let language: Language

  private static let gap = 2
  /// No column is cut to less, in columns of the terminal.
  private static let narrowest = 8
  /// Below this, names are cut before what changed.
  private static let thin = 26
  /// Of one file.
  private static let maximumLines = 3
  private static let nothing = "-"

  init(_ report: BatchReport, in language: Language) {
    self.report = report
    self.language = language
  }

  /// The table's lines; none is wider than `width`, unless that is too narrow for any table.
  func lines(width: Int) -> [String] {
    let heads: [BatchRemark] = [.fileHead, .outcomeHead, .changesHead, .outputHead, .sizeHead]
    let rows = [heads.map { $0.text(in: language) }] + report.files.map(cells)
    let widths = Self.widths(rows, width)
    return rows.flatMap { Self.lines($0, widths) }
  }

  /// What changed may take several lines.
  private static func lines(_ row: [String], _ widths: [Int]) -> [String] {
    let cells = zip(row, widths).enumerated().map { index, cell in
      index == 2
        ? DisplayText.wrapped(cell.0, columns: cell.1, atMost: maximumLines)
        : [DisplayText.cut(cell.0, columns: cell.1)]
    }
    return (0..<(cells.map(\.count).max() ?? 0)).map { line in
      let texts = zip(cells, widths).enumerated().map { index, cell in
        let text = line < cell.0.count ? cell.0[line] : ""
        // Numbers stand at the right.
        if index == cells.count - 1 { return right(text, cell.1) }
        return DisplayText.padded(text, columns: cell.1)
      }
      let joined = texts.joined(separator: String(repeating: " ", count: gap))
      return String(joined.reversed().drop { $0 == " " }.reversed())
    }
  }

  private func cells(_ file: FileReport) -> [String] {
    let changes = file.edit.turns.map(\.changesLine).filter { !$0.isEmpty }
      .joined(separator: language == .english ? ". " : "；")
    return [
      lastPathComponent(file.edit.file ?? ""), file.outcome.remark.text(in: language),
      changes.isEmpty ? Self.nothing : changes,
      file.edit.exported.map { lastPathComponent($0.path) } ?? Self.nothing,
      file.edit.exported.map { Quantity.size(bytes: $0.sizeBytes).english } ?? Self.nothing,
    ].map(DisplayText.plain)
  }

  /// As wide as the widest text of each column; then the widest of file, changes and output give.
  private static func widths(_ rows: [[String]], _ width: Int) -> [Int] {
    var widths = rows.reduce(into: [0, 0, 0, 0, 0]) { widths, row in
      for (index, text) in row.enumerated() {
        widths[index] = max(widths[index], DisplayText.columns(text))
      }
    }
    var excess = widths.reduce(0, +) + gap * (widths.count - 1) - width
    while excess > 0 {
      // What changed may wrap, but not to a thread.
      let isThin = widths[2] <= thin
      let giving =
        (isThin ? [0, 3] : [2]).filter { widths[$0] > narrowest }
        .max { widths[$0] < widths[$1] } ?? (widths[2] > narrowest ? 2 : nil)
      guard let giving else { break }
      widths[giving] -= 1
      excess -= 1
    }
    return widths
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - DisplayText.columns(text))) + text
  }
}

extension BatchReport {
  /// The table, how much is done, and why the rest is not.
  func tell(_ teller: Teller, width: Int) {
    teller.say("", .plain)
    for (index, line) in BatchTable(self, in: teller.language).lines(width: width).enumerated() {
      teller.say(line, index == 0 ? .dim : .plain)
    }
    let done = count(.done)
    let count = BatchRemark.count(done: done, of: files.count, folder: folder ?? ".")
    teller.say(count, done == files.count ? .good : .strong)
    for file in files {
      guard let error = file.edit.error, !error.isCancellation else { continue }
      let (name, text) = (file.edit.file ?? "", teller.text(error))
      // Most sentences about a file begin with it.
      teller.say(text.hasPrefix(name) ? text : "\(lastPathComponent(name)): \(text)", .plain)
    }
    if isInterrupted {
      teller.say(BatchRemark.interrupted, .bad)
    } else if self.count(.notBegun) > 0 {
      teller.say(BatchRemark.notBegunCount(self.count(.notBegun)), .plain)
    }
  }
}
