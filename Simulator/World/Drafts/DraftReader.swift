/// Reads a submitted draft, leniently: what is rendered is what the client sent, whether or not
/// this world has ever written it.
struct DraftReader {
  /// More segments than this are refused.
  static let segmentLimit = 2_000

  /// What the world knows of a file by its digest; nil for strangers.
  var upload: (String) -> Asset?

  func draft(_ json: JSON) throws(Refusal) -> Draft {
    guard json.isObject else {
      throw Refusal(.unprocessable, "draft must be a JSON object, as it stands in the state.")
    }
    let tracks = json["t"]?.array ?? []
    let count = tracks.reduce(0) { $0 + ($1["sg"]?.array?.count ?? 0) }
    guard count > 0 else {
      throw Refusal(.unprocessable, "The draft has no segment. Make an edit before exporting.")
    }
    guard count <= Self.segmentLimit else {
      throw Refusal(.unprocessable, "The draft has more than \(Self.segmentLimit) segments.")
    }
    var draft = Draft(title: json["m"]?["title"]?.string ?? "", canvas: canvas(json), clips: [])
    for track in tracks { read(track, into: &draft) }
    if json["m"]?["width"]?.int == nil, let first = draft.clips.first?.asset {
      draft.canvas = .following(width: first.width, height: first.height)
    }
    return draft
  }

  private func canvas(_ json: JSON) -> Draft.Canvas {
    let size = Draft.Canvas.following(
      width: bounded(json["m"]?["width"]?.int, 16...16_384) ?? Asset.assumedWidth,
      height: bounded(json["m"]?["height"]?.int, 16...16_384) ?? Asset.assumedHeight)
    return Draft.Canvas(
      width: size.width, height: size.height,
      framesPerSecond: json["m"]?["fps"]?.double ?? 30, ratio: json["m"]?["ratio"]?.string)
  }

  private func read(_ track: JSON, into draft: inout Draft) {
    let role = track["m"]?["role"]?.string ?? track["n"]?.string?.lowercased() ?? ""
    var end = 0
    for segment in track["sg"]?.array ?? [] {
      let span = span(segment, after: end)
      guard span.duration > 0 else { continue }
      end = span.start + span.duration
      switch track["tt"]?.int {
      case Draft.TrackType.video: draft.clips.append(clip(segment, span))
      case Draft.TrackType.audio where role.hasPrefix("voice"):
        draft.voices.append(sound(segment, span, isVoice: true))
      case Draft.TrackType.audio: draft.music.append(sound(segment, span, isVoice: false))
      case Draft.TrackType.text where role.hasPrefix("subtitle") || role.hasPrefix("caption"):
        draft.captions.append(text(segment, span, .caption))
      case Draft.TrackType.text: draft.titles.append(text(segment, span, .title))
      case Draft.TrackType.effect where role.hasPrefix("highlight"):
        draft.highlights.append(highlight(segment, span))
      default: break  // Kinds that the simulator does not draw are left out.
      }
    }
  }

  // MARK: Segments

  private typealias Span = (start: Int, duration: Int)

  private func span(_ segment: JSON, after end: Int) -> Span {
    let start = segment["s"]?.int ?? segment["st"]?.int ?? segment["start"]?.int ?? end
    return (bounded(start, 0...86_400_000) ?? end, bounded(segment["d"]?.int, 0...86_400_000) ?? 0)
  }

  private func clip(_ segment: JSON, _ span: Span) -> Draft.Clip {
    let speed = segment["sp"]?.double ?? 1
    return Draft.Clip(
      id: segment["id"]?.string ?? "", asset: picture(segment),
      hue: segment["m"]?["hue"]?.int ?? Hue.of(name(of: segment)),
      start: span.start, duration: span.duration,
      sourceStart: bounded(segment["ss"]?.int, 0...86_400_000) ?? 0,
      speed: (0.1...100).contains(speed) ? speed : 1, volume: volume(segment) ?? 1,
      crop: crop(segment["m"]?["crop"]), transition: transition(segment["m"]?["transition"]))
  }

  /// An upload is found by the digest in its URL; anything else is a stand-in with its name.
  private func picture(_ segment: JSON) -> Asset {
    if let asset = uploaded(segment) { return asset }
    let filename = name(of: segment) + ".mp4"
    var asset = Asset(origin: .generated(id: ""), filename: filename, kind: .video, probe: nil)
    let meta = segment["m"]
    if let width = bounded(meta?["width"]?.int, 16...16_384),
      let height = bounded(meta?["height"]?.int, 16...16_384)
    {
      asset.probe = MediaProbe(
        kind: .video, durationSeconds: 10, width: width, height: height, framesPerSecond: 30)
    }
    return asset
  }

  private func uploaded(_ segment: JSON) -> Asset? {
    guard let source = segment["src"]?.string else { return nil }
    let parts = source.split(separator: "/")
    guard let media = parts.lastIndex(of: "media"), media + 1 < parts.endIndex else { return nil }
    return upload(String(parts[media + 1]))
  }

  private func name(of segment: JSON) -> String {
    let meta = segment["m"]
    let name = meta?["title"]?.string ?? meta?["name"]?.string ?? segment["n"]?.string
    return String((name ?? "clip").prefix(200))
  }

  private func crop(_ json: JSON?) -> RenderSpec.Rectangle? {
    guard let json, let x = bounded(json["x"]?.int, 0...16_384),
      let y = bounded(json["y"]?.int, 0...16_384),
      let width = bounded(json["width"]?.int, 2...16_384),
      let height = bounded(json["height"]?.int, 2...16_384)
    else { return nil }
    return RenderSpec.Rectangle(x: x, y: y, width: width, height: height)
  }

  private func transition(_ json: JSON?) -> RenderSpec.Transition? {
    guard let json, let kind = json["kind"]?.string.flatMap(RenderSpec.Transition.Kind.init)
    else { return nil }
    return .init(kind: kind, durationMilliseconds: bounded(json["d"]?.int, 1...10_000) ?? 500)
  }

  private func sound(_ segment: JSON, _ span: Span, isVoice: Bool) -> Draft.Sound {
    let meta = segment["m"]
    let source: Draft.Sound.Source
    if let asset = uploaded(segment) {
      source = .upload(asset)
    } else if isVoice || meta?["text"]?.string != nil {
      source = .voice(
        text: meta?["text"]?.string ?? name(of: segment),
        language: meta?["language"]?.string ?? "en")
    } else {
      source = .library(style: meta?["style"]?.string ?? name(of: segment))
    }
    return Draft.Sound(
      id: segment["id"]?.string ?? "", source: source, start: span.start, duration: span.duration,
      volume: volume(segment) ?? 1, fadeIn: bounded(meta?["fade_in"]?.int, 0...60_000) ?? 0,
      fadeOut: bounded(meta?["fade_out"]?.int, 0...60_000) ?? 0)
  }

  private func text(
    _ segment: JSON, _ span: Span, _ role: RenderSpec.Text.Role
  ) -> Draft.Text {
    let meta = segment["m"]
    let position = meta?["position"]?.string.flatMap(RenderSpec.Text.Position.init)
    return Draft.Text(
      id: segment["id"]?.string ?? "",
      text: meta?["text"]?.string ?? meta?["title"]?.string ?? name(of: segment),
      start: span.start, duration: span.duration,
      color: meta?["color"]?.string.flatMap(Palette.hexadecimal) ?? "#ffffff",
      size: bounded(meta?["size"]?.int, 8...400) ?? 64,
      position: position ?? (role == .title ? .top : .bottom),
      fadeIn: bounded(meta?["fade_in"]?.int, 0...60_000) ?? 0)
  }

  private func highlight(_ segment: JSON, _ span: Span) -> Draft.Highlight {
    Draft.Highlight(
      id: segment["id"]?.string ?? "", start: span.start, duration: span.duration,
      x: segment["m"]?["x"]?.double ?? 0, y: segment["m"]?["y"]?.double ?? 0)
  }

  /// Values above 1 are percent (section 10.3).
  private func volume(_ segment: JSON) -> Double? {
    guard let value = segment["v"]?.double ?? segment["m"]?["volume"]?.double else { return nil }
    return min(1, max(0, value > 1 ? value / 100 : value))
  }

  private func bounded(_ value: Int?, _ range: ClosedRange<Int>) -> Int? {
    value.map { min(range.upperBound, max(range.lowerBound, $0)) }
  }
}
