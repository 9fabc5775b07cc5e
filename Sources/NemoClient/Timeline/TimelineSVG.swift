/// A timeline as a drawing: one SVG document that needs nothing else, in light and dark.
public enum TimelineSVG {
  /// The document, in UTF-8, with a line feed at its end.
  ///
  /// Every text in it is escaped and free of controls, and stays within its bar or its column.
  /// - Parameter draft: the timeline; nil before the first edit.
  public static func document(_ draft: Draft?, in language: Language = .english) -> String {
    let words = PictureWords(language)
    let layout = draft.map { TimelineLayout($0, in: language) }
    let drawing = Drawing(layout, words)
    let summary = draft.map { TimelineSummary($0).text(in: language) } ?? words.emptyTimeline
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Drawing.width) \(drawing.height)" \
      width="\(Drawing.width)" height="\(drawing.height)" xml:lang="\(words.tag)" role="img" \
      aria-labelledby="nemo-timeline-title nemo-timeline-text">
      <title id="nemo-timeline-title">\(XML.text(drawing.title))</title>
      <desc id="nemo-timeline-text">\(XML.text(summary))</desc>
      <style>\n\(style)</style>
      \(drawing.elements.joined(separator: "\n"))
      </svg>

      """
  }

  private static let style = """
    .nemo-timeline { --paper: #ffffff; --stripe: #f6f8fa; --line: #d1d9e0; --ink: #1f2328;
      --faint: #59636e; --video: #2463c4; --sound: #1a7f37; --text: #9a6700; --other: #8250df; }
    @media (prefers-color-scheme: dark) {
      .nemo-timeline { --paper: #0d1117; --stripe: #151b23; --line: #3d444d; --ink: #f0f6fc;
        --faint: #9198a1; --video: #1f6feb; --sound: #238636; --text: #9e6a03; --other: #8957e5; }
    }
    .nemo-timeline text { font-family: system-ui, -apple-system, "Segoe UI", "PingFang SC",
      "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; font-size: 13px; fill: var(--ink); }
    .nemo-timeline .head { font-size: 20px; font-weight: 600; }
    .nemo-timeline .faint { fill: var(--faint); }
    .nemo-timeline .tick { font-size: 12px; fill: var(--faint); text-anchor: middle; }
    .nemo-timeline .number { fill: var(--faint); text-anchor: end; }
    .nemo-timeline .name { font-weight: 600; }
    .nemo-timeline .within { fill: #ffffff; }
    .nemo-timeline .after { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
    .nemo-timeline .after.odd { stroke: var(--stripe); }
    .nemo-timeline line { stroke: var(--line); }
    .nemo-timeline .paper { fill: var(--paper); }
    .nemo-timeline .stripe { fill: var(--stripe); }
    .nemo-timeline .video { fill: var(--video); }
    .nemo-timeline .sound { fill: var(--sound); }
    .nemo-timeline .text { fill: var(--text); }
    .nemo-timeline .other { fill: var(--other); }

    """
}

/// The elements of a drawing, in pixels of its own.
private struct Drawing {
  static let width = 1_200
  private static let margin = 24.0
  private static let nameWidth = 168.0
  private static let left = margin + nameWidth
  private static let right = Double(width) - margin - 12
  private static let top = 104.0
  private static let rowHeight = 40.0
  private static let barHeight = 30.0
  /// What one column of text takes at most, in the size of bars.
  private static let columnWidth = 7.4
  private static let narrowest = 3.0

  let title: String
  private let layout: TimelineLayout?
  private let words: PictureWords
  private let bottom: Double

  init(_ layout: TimelineLayout?, _ words: PictureWords) {
    self.layout = layout
    self.words = words
    title = [words.timeline, layout?.title].compactMap(\.self).joined(separator: " · ")
    bottom = Self.top + Double(max(layout?.lanes.count ?? 0, 1)) * Self.rowHeight
  }

  var height: Int { Int(bottom + Self.margin + ((layout?.hiddenTracks ?? 0) > 0 ? 24 : 0)) }

  var elements: [String] {
    let paper = "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>"
    return ["<g class=\"nemo-timeline\">", paper] + head + body + ["</g>"]
  }

  private var head: [String] {
    let facts = layout.flatMap { $0.trackCount > 0 ? words.facts($0) : nil } ?? words.emptyTimeline
    // A title of forty wide characters has room.
    return [
      text(title, "head", Self.margin, 38), text(facts, "faint", Self.margin, 60),
    ]
  }

  private var body: [String] {
    guard let layout, !layout.lanes.isEmpty else { return [] }
    let rows = layout.lanes.enumerated().map { (y: Self.y($0.offset), lane: $0.element) }
    var elements = rows.filter { $0.lane.track % 2 == 1 }.map { stripe($0.y) } + ruler(layout)
    for row in rows { elements += names(row.lane, row.y) + bars(row.lane, row.y) }
    if layout.hiddenTracks > 0 {
      elements.append(
        text(words.moreTracks(layout.hiddenTracks), "faint", Self.margin, bottom + 24))
    }
    return elements
  }

  private func stripe(_ y: Double) -> String {
    let width = Double(Self.width) - Self.margin
    return "<rect class=\"stripe\" x=\"\(Self.margin / 2)\" y=\"\(XML.number(y))\" "
      + "width=\"\(width)\" height=\"\(Self.rowHeight)\"/>"
  }

  private func ruler(_ layout: TimelineLayout) -> [String] {
    let ruler = TimelineRuler(durationMilliseconds: layout.durationMilliseconds, atMost: 12)
    return ruler.ticks.flatMap { tick in
      let x = XML.number(x(tick.milliseconds))
      return [
        "<line x1=\"\(x)\" y1=\"\(Self.top - 8)\" x2=\"\(x)\" y2=\"\(XML.number(bottom))\"/>",
        "<text class=\"tick\" x=\"\(x)\" y=\"\(Self.top - 14)\">\(tick.label)</text>",
      ]
    }
  }

  private func names(_ lane: TimelineLayout.Lane, _ y: Double) -> [String] {
    let base = y + Self.rowHeight / 2 + 4.5
    var elements: [String] = []
    if lane.isFirst {
      let columns = Int((Self.nameWidth - 44) / Self.columnWidth)
      elements = [
        text("\(lane.track)", "number", Self.margin + 18, base),
        text(DisplayText.cut(lane.label, columns: columns), "name", Self.margin + 30, base),
      ]
    }
    if lane.hiddenBars > 0 {
      elements.append(text("+\(lane.hiddenBars)", "number", Self.left - 10, base))
    }
    if lane.bars.isEmpty { elements.append(text(words.emptyTrack, "faint", Self.left + 8, base)) }
    return elements
  }

  /// The halo of a text beside its bar has the colour of what it stands on.
  private static func beside(_ lane: TimelineLayout.Lane) -> String {
    lane.track % 2 == 1 ? "after odd" : "after"
  }

  private func bars(_ lane: TimelineLayout.Lane, _ y: Double) -> [String] {
    lane.bars.enumerated().map { index, bar in
      let start = x(bar.startMilliseconds)
      let next = index + 1 < lane.bars.count ? x(lane.bars[index + 1].startMilliseconds) : nil
      // A gap of a pixel, so that neighbours stand apart.
      let width = max(x(bar.endMilliseconds) - start - 1, Self.narrowest)
      let place = Place(
        x: min(start, Self.right - width), y: y, width: width, end: next ?? Self.right + 12)
      return element(bar, lane, place)
    }
  }

  private struct Place {
    var x, y, width, end: Double
  }

  /// A bar clips what stands in it: an inner `svg` hides its overflow (SVG 2, section 3.6).
  private func element(
    _ bar: TimelineLayout.Bar, _ lane: TimelineLayout.Lane, _ place: Place
  ) -> String {
    let y = place.y + (Self.rowHeight - Self.barHeight) / 2
    let inside = Int((place.width - 16) / Self.columnWidth)
    let behind = Int((place.end - place.x - place.width - 12) / Self.columnWidth)
    let texts = [bar.detail, bar.title]
    var (within, after) = ("", "")
    if let fitting = texts.first(where: { DisplayText.columns($0) <= inside }) {
      within = text(fitting, "within", 8, Self.barHeight / 2 + 4.5)
    } else if let fitting = texts.first(where: { DisplayText.columns($0) <= behind }) {
      let base = place.y + Self.rowHeight / 2 + 4.5
      after = text(fitting, Self.beside(lane), place.x + place.width + 6, base)
    } else if inside >= 3 {
      let cut = DisplayText.cut(bar.title, columns: inside)
      within = text(cut, "within", 8, Self.barHeight / 2 + 4.5)
    }
    return "<g><title>\(XML.text(bar.detail))</title>"
      + "<svg x=\"\(XML.number(place.x))\" y=\"\(XML.number(y))\" "
      + "width=\"\(XML.number(place.width))\" height=\"\(Self.barHeight)\">"
      + "<rect class=\"\(lane.kind.rawValue)\" width=\"100%\" height=\"100%\" "
      + "rx=\"\(place.width < 12 ? 1 : 5)\"/>\(within)</svg>\(after)</g>"
  }

  private func x(_ milliseconds: Int64) -> Double {
    let duration = Double(max(layout?.durationMilliseconds ?? 0, 1))
    return Self.left + Double(milliseconds) / duration * (Self.right - Self.left)
  }

  private static func y(_ lane: Int) -> Double { top + Double(lane) * rowHeight }

  private func text(_ text: String, _ kind: String, _ x: Double, _ y: Double) -> String {
    let place = "x=\"\(XML.number(x))\" y=\"\(XML.number(y))\""
    return "<text class=\"\(kind)\" \(place)>\(XML.text(text))</text>"
  }
}

/// Pieces of XML 1.0.
private enum XML {
  /// Escaped for content and for attributes, without what XML does not allow (section 2.2).
  static func text(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&apos;"
      case _ where scalar.value < 0x20 && scalar != "\n" && scalar != "\t", "\u{fffe}", "\u{ffff}":
        continue
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// With one decimal at most.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
