/// Makes edits. Pure: the same edit of the same draft has the same result.
enum Editor {
  static let titleMilliseconds = 3_000
  static let fadeMilliseconds = 400
  static let musicVolume = 0.35
  static let slowest = 0.25
  static let fastest = 8.0
  /// What must be left of a draft.
  static let shortestMilliseconds = 100

  /// Changes the draft and says what came of it.
  static func apply(_ edit: Edit, to draft: inout Draft?) -> Finding {
    switch edit {
    case .show(let asset, let title):
      draft = Draft(showing: asset, titled: title, hue: Hue.of(asset.filename))
      return .shown(filename: asset.filename, milliseconds: asset.durationMilliseconds)
    case .generate(let asset, let title): return generate(asset, title, &draft)
    default:
      guard var changed = draft else { return .noDraft }
      let finding = apply(edit, to: &changed)
      draft = changed
      return finding
    }
  }

  private static func apply(_ edit: Edit, to draft: inout Draft) -> Finding {
    switch edit {
    case .show, .generate: .noDraft
    case .append(let asset): append(asset, &draft)
    case .trim(let trim): self.trim(trim, &draft)
    case .trimPauses(let start, let end): trimPauses(start: start, end: end, &draft)
    case .crop(let width, let height): crop(width, height, &draft)
    case .addTitle(let text, let style): addTitle(text, style, &draft)
    case .restyleTitle(let text, let style): restyleTitle(text, style, &draft)
    case .addCaptions(let text): addCaptions(text, &draft)
    case .addMusic(let style, let volume): addMusic(.library(style: style), volume, &draft)
    case .addSong(let asset, let volume): addMusic(.upload(asset), volume, &draft)
    case .setVolume(let target, let volume): setVolume(target, volume, &draft)
    case .addVoice(let text, let language): addVoice(text, language, &draft)
    case .addTransition(let kind): addTransition(kind, &draft)
    case .changeSpeed(let factor): changeSpeed(factor, &draft)
    case .setSpeed(let speed):
      changeSpeed(speed / (draft.clips.first?.speed ?? 1), &draft)
    case .highlightClicks: highlightClicks(&draft)
    case .remove(let target): remove(target, &draft)
    }
  }
}

// MARK: Pictures

extension Editor {
  private static func generate(_ asset: Asset, _ title: String, _ draft: inout Draft?) -> Finding {
    let hue = Hue.of(title)
    if var longer = draft {
      longer.append(asset, hue: hue)
      fit(&longer)
      draft = longer
    } else {
      draft = Draft(showing: asset, titled: title, hue: hue)
    }
    return .generated(title: title, milliseconds: asset.durationMilliseconds)
  }

  private static func append(_ asset: Asset, _ draft: inout Draft) -> Finding {
    draft.append(asset, hue: Hue.of(asset.filename))
    fit(&draft)
    return .appended(filename: asset.filename, milliseconds: draft.pictureDuration)
  }

  /// A new clip of a cropped draft fills the canvas as the others do.
  private static func fit(_ draft: inout Draft) {
    if draft.canvas.ratio != nil, let last = draft.clips.indices.last {
      draft.clips[last].crop = draft.clips[last].filling(draft.canvas)
    }
    draft.refit()
  }

  private static func trim(_ trim: Edit.Trim, _ draft: inout Draft) -> Finding {
    let end = draft.pictureDuration
    let parts: [Range<Int>] =
      switch trim {
      case .keep(let from, let to): [span(from, to ?? end)]
      case .keepFirst(let length): [span(0, length)]
      case .keepLast(let length): [span(end - length, end)]
      case .cutFirst(let length): [span(length, end)]
      case .cutLast(let length): [span(0, end - length)]
      case .cut(let from, let to): [span(0, from), span(to, end)]
      }
    return keep(parts.map { $0.clamped(to: 0..<end) }, &draft)
  }

  private static func span(_ from: Int, _ to: Int) -> Range<Int> {
    let from = max(0, from)
    return from..<max(from, to)
  }

  private static func keep(_ parts: [Range<Int>], _ draft: inout Draft) -> Finding {
    let before = draft.pictureDuration
    let after = parts.reduce(0) { $0 + $1.count }
    guard after >= shortestMilliseconds, after < before else { return .nothingToTrim }
    draft.keep(parts.filter { !$0.isEmpty })
    return .trimmed(from: before, to: after)
  }

  /// Removes what is left of the pauses that the probe found in the first and the last source.
  private static func trimPauses(start: Bool, end: Bool, _ draft: inout Draft) -> Finding {
    guard let first = draft.clips.first, let last = draft.clips.last else { return .noPauses }
    let leading = Int(((first.asset.probe?.leadingPauseSeconds ?? 0) * 1_000).rounded())
    let trailing = Int(((last.asset.probe?.trailingPauseSeconds ?? 0) * 1_000).rounded())
    let lastSound = last.asset.durationMilliseconds - trailing
    let from = start ? max(0, Double(leading - first.sourceStart) / first.speed) : 0
    let cut = end ? max(0, Double(last.sourceEnd - lastSound) / last.speed) : 0
    let before = draft.pictureDuration
    let range = span(Int(from.rounded()), before - Int(cut.rounded()))
    guard case .trimmed(let from, let to) = keep([range], &draft) else { return .noPauses }
    return .pausesTrimmed(milliseconds: from - to, left: to)
  }

  private static func crop(_ width: Int, _ height: Int, _ draft: inout Draft) -> Finding {
    draft.crop(toWidth: width, height: height)
    return .cropped(
      ratio: "\(width):\(height)", width: draft.canvas.width, height: draft.canvas.height)
  }

  private static func changeSpeed(_ factor: Double, _ draft: inout Draft) -> Finding {
    let speeds = draft.clips.map(\.speed)
    let least = slowest / (speeds.min() ?? 1)
    let bounded = min(fastest / (speeds.max() ?? 1), max(least, factor))
    draft.accelerate(by: bounded)
    return .speedChanged(
      factor: draft.clips.first?.speed ?? 1, milliseconds: draft.pictureDuration)
  }

  /// Between clips; with one clip only, at its start.
  private static func addTransition(
    _ kind: RenderSpec.Transition.Kind, _ draft: inout Draft
  ) -> Finding {
    let transition = RenderSpec.Transition(kind: kind, durationMilliseconds: 500)
    for index in draft.clips.indices where index > 0 || draft.clips.count == 1 {
      draft.clips[index].transition = transition
    }
    return .transitionAdded(kind, isAtStart: draft.clips.count == 1)
  }

  private static func highlightClicks(_ draft: inout Draft) -> Finding {
    draft.showsClicks = true
    draft.markClicks()
    guard !draft.highlights.isEmpty else {
      draft.showsClicks = false
      return .noClicks
    }
    return .clicksHighlighted(count: draft.highlights.count)
  }
}

// MARK: Texts

extension Editor {
  private static func addTitle(
    _ text: String, _ style: Edit.TextStyle, _ draft: inout Draft
  ) -> Finding {
    var title = Draft.Text(
      id: draft.segmentID(), text: text, start: 0,
      duration: min(titleMilliseconds, draft.pictureDuration), fadeIn: fadeMilliseconds)
    restyle(&title, style)
    place(&title, style, draft)
    // A new title takes the place of those at its time, as two could not be read.
    draft.titles.removeAll { $0.start < title.end && title.start < $0.end }
    draft.titles.append(title)
    draft.titles.sort { $0.start < $1.start }
    return .titleAdded(text: text, start: title.start, end: title.end)
  }

  private static func restyleTitle(
    _ text: String?, _ style: Edit.TextStyle, _ draft: inout Draft
  ) -> Finding {
    guard !draft.titles.isEmpty else { return .missing(.title) }
    let before = draft
    for index in draft.titles.indices { restyle(&draft.titles[index], style) }
    if let text { draft.titles[0].text = text }
    var first = draft.titles[0]
    place(&first, style, draft)
    draft.titles[0] = first
    let words = draft.titles[0].text
    return draft == before ? .titleUnchanged(text: words) : .titleChanged(text: words)
  }

  /// Within the pictures, however late or long it is asked for.
  private static func place(
    _ title: inout Draft.Text, _ style: Edit.TextStyle, _ draft: Draft
  ) {
    let end = draft.pictureDuration
    if let length = style.milliseconds { title.duration = max(shortestMilliseconds, length) }
    title.duration = min(title.duration, end)
    switch style.moment {
    case .at(let start) where start <= end - shortestMilliseconds: title.start = start
    case .at, .end: title.start = end - title.duration
    case nil: break
    }
    title.duration = min(title.duration, end - title.start)
  }

  private static func restyle(_ text: inout Draft.Text, _ style: Edit.TextStyle) {
    if let color = style.color { text.color = color }
    if let position = style.position { text.position = position }
    if let percent = style.sizePercent { text.size = min(200, max(16, text.size * percent / 100)) }
  }

  /// Captions of the voice-over's script. Nothing here can hear, so there are none without one.
  private static func addCaptions(_ text: String?, _ draft: inout Draft) -> Finding {
    var scripts = draft.voices.compactMap { voice in
      voice.voice.map { (text: $0.text, start: voice.start, duration: voice.duration) }
    }
    if let text { scripts = [(text, 0, draft.pictureDuration)] }
    var captions: [Draft.Text] = []
    for (script, from, duration) in scripts {
      let sentences = Script.sentences(of: script)
      let lengths = sentences.map(\.count)
      let whole = max(1, lengths.reduce(0, +))
      var spoken = 0
      for (sentence, length) in zip(sentences, lengths) {
        let start = from + duration * spoken / whole
        spoken += length
        let end = from + duration * spoken / whole
        captions.append(
          Draft.Text(
            id: draft.segmentID(), text: sentence, start: start, duration: max(1, end - start),
            size: 48, position: .bottom))
      }
    }
    guard !captions.isEmpty else { return .noSpeech }
    draft.captions = captions
    return .captionsAdded(count: captions.count)
  }
}

// MARK: Sounds

extension Editor {
  private static func addMusic(
    _ source: Draft.Sound.Source, _ volume: Double?, _ draft: inout Draft
  ) -> Finding {
    let music = Draft.Sound(
      id: draft.segmentID(), source: source, start: 0, duration: draft.pictureDuration,
      volume: volume ?? draft.music.first?.volume ?? musicVolume, fadeIn: 500,
      fadeOut: min(1_500, draft.pictureDuration / 2))
    draft.music = [music]
    return .musicAdded(name: music.displayName, percent: percent(music.volume))
  }

  private static func setVolume(
    _ target: Edit.Target, _ volume: Double, _ draft: inout Draft
  ) -> Finding {
    switch target {
    case .music where !draft.music.isEmpty:
      for index in draft.music.indices { draft.music[index].volume = volume }
    case .voice where !draft.voices.isEmpty:
      for index in draft.voices.indices { draft.voices[index].volume = volume }
    case .video:
      for index in draft.clips.indices { draft.clips[index].volume = volume }
    default: return .missing(target)
    }
    return .volumeSet(target, percent: percent(volume))
  }

  private static func addVoice(
    _ text: String?, _ language: Language, _ draft: inout Draft
  ) -> Finding {
    let text = text ?? Script.describing(draft, in: language)
    let voice = Draft.Sound(
      id: draft.segmentID(), source: .voice(text: text, language: language.rawValue), start: 0,
      duration: min(draft.pictureDuration, Script.spokenMilliseconds(text)), volume: 1)
    draft.voices = [voice]
    return .voiceAdded(milliseconds: voice.duration)
  }

  private static func percent(_ volume: Double) -> Int { Int((volume * 100).rounded()) }
}

// MARK: Removing

extension Editor {
  private static func remove(_ target: Edit.Target, _ draft: inout Draft) -> Finding {
    let before = draft
    switch target {
    case .title: draft.titles = []
    case .music: draft.music = []
    case .voice: draft.voices = []
    case .captions: draft.captions = []
    case .highlights:
      draft.showsClicks = false
      draft.highlights = []
    case .transition: for index in draft.clips.indices { draft.clips[index].transition = nil }
    case .video: break
    }
    return draft == before ? .missing(target) : .removed(target)
  }
}

extension Draft {
  func has(_ target: Edit.Target) -> Bool {
    switch target {
    case .title: !titles.isEmpty
    case .music: !music.isEmpty
    case .voice: !voices.isEmpty
    case .captions: !captions.isEmpty
    case .highlights: showsClicks
    case .transition: clips.contains { $0.transition != nil }
    case .video: true
    }
  }
}
