/// A timeline, as the world keeps it. All times are milliseconds.
///
/// The vendor's draft is not published; its wire form here is the dossier's minimal proposal
/// (contract section 10.3), see `Draft+Wire.swift`.
struct Draft: Sendable, Hashable, Codable {
  var title: String
  var canvas: Canvas
  /// End to end, in timeline order.
  var clips: [Clip]
  var music: [Sound] = []
  var voices: [Sound] = []
  var titles: [Text] = []
  var captions: [Text] = []
  /// Whether mouse clicks are highlighted; the marks follow every change of the clips.
  var showsClicks = false
  var highlights: [Highlight] = []
  /// Names segments; never used twice in a draft.
  var lastSegment = 0

  struct Canvas: Sendable, Hashable, Codable {
    var width: Int
    var height: Int
    var framesPerSecond: Double = 30
    /// Such as "16:9", once the draft has been cropped to it.
    var ratio: String?
  }

  struct Clip: Sendable, Hashable, Codable {
    var id: String
    var asset: Asset
    /// The simulated model's colours, in degrees; for what is not an upload.
    var hue = 0
    var start: Int
    var duration: Int
    var sourceStart: Int
    var speed: Double = 1
    var volume: Double = 1
    var crop: RenderSpec.Rectangle?
    var transition: RenderSpec.Transition?

    var end: Int { start + duration }
    var sourceEnd: Int { sourceStart + Int((Double(duration) * speed).rounded()) }
  }

  struct Sound: Sendable, Hashable, Codable {
    enum Source: Sendable, Hashable, Codable {
      case library(style: String)
      case upload(Asset)
      case voice(text: String, language: String)
    }

    var id: String
    var source: Source
    var start: Int
    var duration: Int
    /// 0...1
    var volume: Double
    var fadeIn = 0
    var fadeOut = 0

    var end: Int { start + duration }
  }

  struct Text: Sendable, Hashable, Codable {
    var id: String
    var text: String
    var start: Int
    var duration: Int
    /// `#rrggbb`
    var color = "#ffffff"
    var size = 64
    var position = RenderSpec.Text.Position.top
    var fadeIn = 0

    var end: Int { start + duration }
  }

  /// A mouse click on the timeline.
  struct Highlight: Sendable, Hashable, Codable {
    static let duration = 800

    var id: String
    var start: Int
    var duration: Int
    /// In pixels of the clip's source.
    var x: Double
    var y: Double
  }

  /// The end of the last segment.
  var duration: Int {
    let ends =
      clips.map(\.end) + music.map(\.end) + voices.map(\.end) + titles.map(\.end)
      + captions.map(\.end)
    return ends.max() ?? 0
  }

  /// The end of the pictures, which everything else is fitted to.
  var pictureDuration: Int { clips.last?.end ?? 0 }

  mutating func segmentID() -> String {
    lastSegment += 1
    return "seg_\(lastSegment)"
  }
}

extension Draft {
  /// A draft that shows the whole asset.
  init(showing asset: Asset, titled title: String, hue: Int = 0) {
    self.init(
      title: title, canvas: .following(width: asset.width, height: asset.height), clips: [])
    if let rate = asset.probe?.framesPerSecond, rate > 0 { canvas.framesPerSecond = rate }
    append(asset, hue: hue)
  }

  mutating func append(_ asset: Asset, hue: Int = 0) {
    clips.append(
      Clip(
        id: segmentID(), asset: asset, hue: hue, start: pictureDuration,
        duration: asset.durationMilliseconds, sourceStart: 0))
  }
}

extension Draft.Canvas {
  /// The bounds of an export (contract section 17).
  static let longSide = 1_920
  static let shortSide = 1_080

  /// The source's own size, in even numbers within the bounds.
  static func following(width: Int, height: Int) -> Draft.Canvas {
    let width = max(2, width)
    let height = max(2, height)
    let isWide = width >= height
    let scale = min(
      1, Double(isWide ? longSide : shortSide) / Double(width),
      Double(isWide ? shortSide : longSide) / Double(height))
    return Draft.Canvas(width: even(Double(width) * scale), height: even(Double(height) * scale))
  }

  /// The largest canvas of that ratio within the bounds: 16:9 is 1920x1080, 1:1 is 1080x1080.
  static func filling(ratioWidth: Int, ratioHeight: Int) -> Draft.Canvas {
    let ratio = Double(ratioWidth) / Double(ratioHeight)
    let isWide = ratio >= 1
    let widest = Double(isWide ? longSide : shortSide)
    let highest = Double(isWide ? shortSide : longSide)
    let width = min(widest, highest * ratio)
    return Draft.Canvas(
      width: even(width), height: even(width / ratio), ratio: "\(ratioWidth):\(ratioHeight)")
  }

  static func even(_ value: Double) -> Int { max(2, Int((value / 2).rounded(.down)) * 2) }
}
