import NemoHTTP
import NemoSimulator

/// Titles and captions. Their words reach ffmpeg in files, never in its command.
struct TextLayer {
  /// How many lines one text may have; the rest is left out.
  static let lineLimit = 6
  private static let fadeOutMilliseconds = 300

  let width: Int
  let height: Int
  let font: String?
  let scratch: ScratchFolder
  private let files = TextFiles()

  init(width: Int, height: Int, font: String?, scratch: ScratchFolder) {
    self.width = width
    self.height = height
    self.font = font
    self.scratch = scratch
  }

  func add(
    _ texts: [RenderSpec.Text], over picture: String, _ graph: inout FilterGraph
  ) -> String {
    var label = picture
    for text in texts { label = draw(Line(text), over: label, &graph) }
    return label
  }

  /// A text without its role.
  fileprivate struct Line {
    var text: String
    var startMilliseconds = 0
    var durationMilliseconds: Int
    var color = "#ffffff"
    var sizePixels = 72
    var position = RenderSpec.Text.Position.center
    var fadeInMilliseconds = 600
  }

  /// A title in the middle of a generated clip.
  func centered(
    _ title: String, over picture: String, duration: Int, _ graph: inout FilterGraph
  ) -> String {
    guard !title.isEmpty else { return picture }
    let text = Line(text: title, durationMilliseconds: duration)
    return draw(text, over: picture, &graph)
  }

  private func draw(
    _ text: Line, over picture: String, _ graph: inout FilterGraph
  ) -> String {
    // Sizes are for a picture whose shorter side has 1080 pixels.
    let size = max(12, text.sizePixels * min(width, height) / 1_080)
    let lines = TextWrapping.lines(text.text, emsPerLine: Double(width) * 0.88 / Double(size))
      .prefix(Self.lineLimit)
    guard !lines.isEmpty else { return picture }
    let pitch = size * 3 / 2
    let top = top(of: text, blockHeight: pitch * lines.count)
    let filters = lines.enumerated().map { index, line in
      filter(text, line, size, baseline: top + index * pitch + size, isOnly: lines.count == 1)
    }
    return graph.chain([picture], filters)
  }

  private func top(of text: Line, blockHeight: Int) -> Int {
    let margin = height * 7 / 100
    return switch text.position {
    case .top: margin
    case .center: (height - blockHeight) / 2
    case .bottom: height - margin - blockHeight
    }
  }

  private func filter(
    _ text: Line, _ line: String, _ size: Int, baseline: Int, isOnly: Bool
  ) -> String {
    var options = [
      "textfile=\(FilterGraph.escaped(files.write(line, in: scratch)))", "expansion=none",
      "fontsize=\(size)", "fontcolor=\(color(text.color))", "x=(w-text_w)/2",
      "y=\(baseline)-ascent", "shadowcolor=black@0.6", "shadowx=\(max(1, size / 24))",
      "shadowy=\(max(1, size / 24))", "enable='\(window(text))'", "alpha='\(alpha(text))'",
    ]
    if let font { options.append("fontfile=\(FilterGraph.escaped(font))") }
    options +=
      isOnly
      ? ["box=1", "boxcolor=black@0.5", "boxborderw=\(size * 2 / 5)"]
      : ["borderw=\(max(1, size / 16))", "bordercolor=black@0.7"]
    return "drawtext=" + options.joined(separator: ":")
  }

  private func window(_ text: Line) -> String {
    let end = text.startMilliseconds + text.durationMilliseconds
    return
      "gte(t,\(FilterGraph.seconds(text.startMilliseconds)))*lt(t,\(FilterGraph.seconds(end)))"
  }

  /// In over the text's own time, out at its end.
  private func alpha(_ text: Line) -> String {
    let start = FilterGraph.seconds(text.startMilliseconds)
    let end = FilterGraph.seconds(text.startMilliseconds + text.durationMilliseconds)
    let fadeIn = FilterGraph.seconds(max(1, text.fadeInMilliseconds))
    let fadeOut = FilterGraph.seconds(
      max(1, min(Self.fadeOutMilliseconds, text.durationMilliseconds / 4)))
    return "clip(min((t-\(start))/\(fadeIn),(\(end)-t)/\(fadeOut)),0,1)"
  }

  /// Only what is a colour reaches the command.
  private func color(_ text: String) -> String {
    let digits = text.dropFirst()
    let isColor = text.hasPrefix("#") && digits.count == 6 && digits.allSatisfy(\.isHexDigit)
    return isColor ? "0x\(digits)" : "white"
  }
}

extension TextLayer.Line {
  fileprivate init(_ text: RenderSpec.Text) {
    self.init(
      text: text.text, startMilliseconds: text.startMilliseconds,
      durationMilliseconds: text.durationMilliseconds, color: text.color,
      sizePixels: text.sizePixels, position: text.position,
      fadeInMilliseconds: text.fadeInMilliseconds)
  }
}

/// One file per line of text.
private final class TextFiles {
  private var count = 0

  func write(_ line: String, in scratch: ScratchFolder) -> String {
    count += 1
    let path = "\(scratch.path)/text-\(count).txt"
    // A line that cannot be written is missing from the picture; ffmpeg then names the file.
    try? DiskFileStore().appender(to: path).write(Array(line.utf8))
    return path
  }
}

/// Breaks a text into lines by the usual widths of characters.
enum TextWrapping {
  static func lines(_ text: String, emsPerLine limit: Double) -> [String] {
    text.split(whereSeparator: \.isNewline).flatMap { wrap(String($0), limit) }
  }

  private static func wrap(_ text: String, _ limit: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    var width = 0.0
    for word in words(text) {
      let wordWidth = self.width(word)
      if width + wordWidth > limit, !line.isEmpty {
        lines.append(line)
        (line, width) = ("", 0)
      }
      line += word
      width += wordWidth
    }
    if !line.isEmpty { lines.append(line) }
    return lines.map { trimmed($0) }.filter { !$0.isEmpty }
  }

  /// Latin words keep the blank after them; every wide character is a word of its own.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var isOpen = false
    for character in text {
      if isOpen, !isWide(character), let last = words.indices.last {
        words[last].append(character)
      } else {
        words.append(String(character))
      }
      isOpen = !isWide(character) && !character.isWhitespace
    }
    return words
  }

  private static func width(_ word: String) -> Double {
    word.reduce(0) { $0 + (isWide($1) ? 1 : $1.isWhitespace ? 0.3 : $1.isUppercase ? 0.7 : 0.56) }
  }

  private static func isWide(_ character: Character) -> Bool {
    (character.unicodeScalars.first?.value ?? 0) >= 0x2e80
  }

  private static func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}
