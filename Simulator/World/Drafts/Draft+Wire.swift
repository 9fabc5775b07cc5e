/// How a draft is sent: the short keys of contract section 10. `t`, `tt`, `sg`, `d` and `m` are
/// documented, with 0, 1 and 7 as kinds of tracks; all else is the dossier's proposal (10.3).
extension Draft {
  enum TrackType {
    static let video = 0
    static let audio = 1
    static let text = 7
    /// Assumed: other kinds must exist, but no value is published.
    static let effect = 9
  }

  func json(_ form: DraftForm) -> JSON {
    var tracks: [JSON] = []
    func add(_ type: Int, _ name: String, role: JSON, _ segments: [JSON]) {
      guard !segments.isEmpty else { return }
      tracks.append([
        "id": .string("track_\(name.lowercased().filter(\.isLetter))"), "tt": .integer(type),
        "n": .string(name), "sg": .array(form.placed(segments)), "m": ["role": role],
      ])
    }
    add(TrackType.video, "Video", role: "main", clips.map { $0.json(form) })
    add(TrackType.audio, "BGM", role: "bgm", music.map { $0.json(form) })
    add(TrackType.audio, "Voice-over", role: "voiceover", voices.map { $0.json(form) })
    add(TrackType.text, "Title", role: "title", titles.map { $0.json(form) })
    add(TrackType.text, "Captions", role: "subtitle", captions.map { $0.json(form) })
    add(TrackType.effect, "Click highlights", role: "highlights", highlights.map(\.json))
    return [
      "t": .array(tracks), "d": .integer(duration),
      "m": .present(
        ("title", .string(title)), ("width", .integer(canvas.width)),
        ("height", .integer(canvas.height)), ("fps", .decimal(canvas.framesPerSecond)),
        ("ratio", canvas.ratio.map { .string($0) })),
    ]
  }
}

extension Draft.Clip {
  fileprivate func json(_ form: DraftForm) -> JSON {
    [
      "id": .string(id), "s": .integer(start), "d": .integer(duration),
      "src": .string(form.path(of: asset)), "ss": .integer(sourceStart), "sp": .decimal(speed),
      "v": .decimal(volume),
      "m": .present(
        ("title", .string(displayName)), ("kind", .string(asset.kind.rawValue)),
        ("width", .integer(asset.width)), ("height", .integer(asset.height)),
        ("hue", asset.isUpload ? nil : .integer(hue)), ("crop", crop?.json),
        ("transition", transition?.json)),
    ]
  }

  /// Uploads go by their file name; generated clips by their title.
  private var displayName: String {
    guard asset.isGenerated, let dot = asset.filename.lastIndex(of: ".") else {
      return asset.filename
    }
    return String(asset.filename[..<dot])
  }
}

extension Asset {
  var isUpload: Bool {
    if case .upload = origin { true } else { false }
  }
}

extension RenderSpec.Rectangle {
  fileprivate var json: JSON {
    ["x": .integer(x), "y": .integer(y), "width": .integer(width), "height": .integer(height)]
  }
}

extension RenderSpec.Transition {
  fileprivate var json: JSON {
    ["kind": .string(kind.rawValue), "d": .integer(durationMilliseconds)]
  }
}

extension Draft.Sound {
  /// Where the simulator's own music is said to lie; the prefix is documented (section 10.1).
  static let libraryPrefix = "/mnt/userdata/library/"

  fileprivate func json(_ form: DraftForm) -> JSON {
    [
      "id": .string(id), "s": .integer(start), "d": .integer(duration),
      "src": .string(path(form)), "ss": 0, "sp": 1, "v": .decimal(volume),
      "m": .present(
        ("title", .string(displayName)), ("style", style.map { .string($0) }),
        ("text", voice.map { .string($0.text) }),
        ("language", voice.map { .string($0.language) }),
        ("fade_in", .integer(fadeIn)), ("fade_out", .integer(fadeOut))),
    ]
  }

  private func path(_ form: DraftForm) -> String {
    switch source {
    case .library(let style): "\(Self.libraryPrefix)\(PercentCoding.encode(style.lowercased())).mp3"
    case .upload(let asset): form.path(of: asset)
    case .voice: "\(Self.libraryPrefix)voice-\(id).mp3"
    }
  }

  var displayName: String {
    switch source {
    case .library(let style): style
    case .upload(let asset): asset.filename
    case .voice: "Voice-over"
    }
  }

  var style: String? {
    if case .library(let style) = source { style } else { nil }
  }

  var voice: (text: String, language: String)? {
    if case .voice(let text, let language) = source { (text, language) } else { nil }
  }
}

extension Draft.Text {
  fileprivate func json(_ form: DraftForm) -> JSON {
    let style: [JSON.Member] = [
      .init(key: "color", value: .string(color)), .init(key: "size", value: .integer(size)),
      .init(key: "position", value: .string(position.rawValue)),
      .init(key: "animation", value: .string(fadeIn > 0 ? "fade-in" : "none")),
      .init(key: "fade_in", value: .integer(fadeIn)),
    ]
    return [
      "id": .string(id), "s": .integer(start), "d": .integer(duration),
      "m": .object(form.words(text) + style),
    ]
  }
}

extension Draft.Highlight {
  fileprivate var json: JSON {
    [
      "id": .string(id), "s": .integer(start), "d": .integer(duration),
      "m": ["title": "Click", "x": .decimal(x), "y": .decimal(y)],
    ]
  }
}
