import NemoClient

/// The summary of a batch, in columns that fit the terminal.
struct BatchTable {
  private let report: BatchReport
  private let language: Language

  private static let gap = 2
  /// No column is cut to less, in columns of the terminal.
  private static let narrowest = 8
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
    return rows.map { row in
      let cells = row.enumerated().map { index, text in
        let text = DisplayText.cut(text, columns: widths[index])
        // Numbers stand at the right.
        if index == row.count - 1 { return Self.right(text, widths[index]) }
        return DisplayText.padded(text, columns: widths[index])
      }
      return cells.joined(separator: String(repeating: " ", count: Self.gap))
    }
  }

  private func cells(_ file: FileReport) -> [String] {
    let changes = file.edit.turns.map(\.changesLine).filter { !$0.isEmpty }
      .joined(separator: language == .english ? ". " : "；")
    return [
      lastPathComponent(file.edit.file ?? ""), file.outcome.remark.text(in: language),
      changes.isEmpty ? Self.nothing : changes,
      file.edit.exported.map { lastPathComponent($0.path) } ?? Self.nothing,
      file.edit.exported.map { Size($0.sizeBytes).description } ?? Self.nothing,
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
      // What changed is told above too: it gives first.
      let giving = [2, 0, 3].filter { widths[$0] > narrowest }
        .max { widths[$0] - ($0 == 2 ? 0 : 12) < widths[$1] - ($1 == 2 ? 0 : 12) }
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
      teller.say("\(lastPathComponent(file.edit.file ?? "")): \(teller.text(error))", .plain)
    }
    if isInterrupted {
      teller.say(BatchRemark.interrupted, .bad)
    } else if self.count(.notBegun) > 0 {
      teller.say(BatchRemark.notBegunCount(self.count(.notBegun)), .plain)
    }
  }
}
