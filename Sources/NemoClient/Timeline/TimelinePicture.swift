/// A timeline as a picture in a terminal: a ruler, and a row of bars per lane.
public enum TimelinePicture {
  /// The narrowest and widest picture, in columns.
  public static let widths = 20...1_000

  /// The picture, with line feeds between its lines and none at the end.
  ///
  /// - Parameters:
  ///   - draft: the timeline; nil before the first edit.
  ///   - width: of the terminal, in columns; brought within ``widths``. No line is wider.
  ///   - isColoured: whether escape sequences colour the bars. Nothing else of the text can hold any.
  public static func text(
    _ draft: Draft?, width: Int, in language: Language = .english, isColoured: Bool = false
  ) -> String {
    let words = PictureWords(language)
    let width = min(max(width, widths.lowerBound), widths.upperBound)
    guard let draft, !draft.tracks.isEmpty else {
      return DisplayText.cut(words.emptyTimeline, columns: width)
    }
    let layout = TimelineLayout(draft, in: language)
    let grid = PictureGrid(layout, width: width)
    var lines = [PictureLine(words.heading(layout), width)]
    lines += grid.ruler + layout.lanes.map { grid.row($0, words) }
    if layout.hiddenTracks > 0 {
      lines.append(PictureLine(words.moreTracks(layout.hiddenTracks), width))
    }
    return lines.map { isColoured ? $0.coloured : $0.plain }.joined(separator: "\n")
  }
}

/// The columns of a picture: names at the left, times at the right.
private struct PictureGrid {
  private let layout: TimelineLayout
  private let nameColumns: Int
  private let columns: Int
  private let digits: Int
  private let ticks: [(column: Int, label: String)]

  init(_ layout: TimelineLayout, width: Int) {
    self.layout = layout
    digits = String(layout.lanes.last?.track ?? 1).count
    let names = layout.lanes.map { DisplayText.columns($0.label) + Self.hidden($0).count }
    nameColumns = min((names.max() ?? 0) + digits + 1, max(width / 4, 8))
    columns = width - nameColumns - 1
    let duration = max(layout.durationMilliseconds, 1)
    let (columns, steps) = (columns, max(columns / 10, 1))
    ticks = TimelineRuler(durationMilliseconds: layout.durationMilliseconds, atMost: steps)
      .ticks.map { (Self.column($0.milliseconds, of: columns, duration), $0.label) }
  }

  private static func hidden(_ lane: TimelineLayout.Lane) -> String {
    lane.hiddenBars > 0 ? " +\(lane.hiddenBars)" : ""
  }

  /// In floating point: times of a hostile draft would overflow whole numbers.
  private static func column(_ time: Int64, of columns: Int, _ duration: Int64) -> Int {
    Int((Double(time) * Double(columns) / Double(duration)).rounded())
  }

  /// The times, and the line that they stand on.
  var ruler: [PictureLine] {
    var labels = PictureRow(columns: columns)
    var line = PictureRow(columns: columns)
    for column in 0..<columns { line.put("─", at: column, .faint) }
    for (index, tick) in ticks.enumerated() where tick.column < columns {
      line.put(index == 0 ? "├" : "┴", at: tick.column, .faint)
      if labels.isFree(tick.column, tick.label.count) {
        labels.put(tick.label, at: tick.column, .faint)
      }
    }
    return [labels, line].map { PictureLine(name: "", nameColumns, $0) }
  }

  func row(_ lane: TimelineLayout.Lane, _ words: PictureWords) -> PictureLine {
    var row = PictureRow(columns: columns)
    let spans = spans(lane)
    for (span, bar) in zip(spans, lane.bars) { row.draw(bar, span, lane.kind) }
    for (index, (span, bar)) in zip(spans, lane.bars).enumerated() {
      let next = index + 1 < spans.count ? spans[index + 1].lowerBound - 1 : columns
      row.label(bar, span, freeUntil: next)
    }
    if lane.bars.isEmpty { row.put(words.emptyTrack, at: 0, .faint) }
    return PictureLine(name: name(lane), nameColumns, row)
  }

  /// At least one column each, and none over another as long as there is room.
  private func spans(_ lane: TimelineLayout.Lane) -> [Range<Int>] {
    let duration = max(layout.durationMilliseconds, 1)
    var free = 0
    return lane.bars.map { bar in
      let wished = Self.column(bar.startMilliseconds, of: columns, duration)
      let start = min(max(wished, free), columns - 1)
      let end = min(
        max(Self.column(bar.endMilliseconds, of: columns, duration), start + 1), columns)
      free = end
      return start..<end
    }
  }

  private func name(_ lane: TimelineLayout.Lane) -> String {
    let hidden = Self.hidden(lane)
    guard lane.isFirst else {
      return String(repeating: " ", count: max(0, nameColumns - hidden.count)) + hidden
    }
    let number = String(lane.track)
    let text = String(repeating: " ", count: digits - number.count) + number + " " + lane.label
    return DisplayText.cut(text, columns: nameColumns - hidden.count) + hidden
  }
}
