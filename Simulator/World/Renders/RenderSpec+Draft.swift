/// A draft as pictures, texts and sounds in time: a pure function.
extension RenderSpec {
  init(id: String, draft: Draft) {
    self.init(
      id: id, width: draft.canvas.width, height: draft.canvas.height,
      durationMilliseconds: draft.duration)
    clips = draft.clips.map(Clip.init)
    texts =
      draft.titles.map { Text($0, role: .title) } + draft.captions.map { Text($0, role: .caption) }
    sounds = draft.music.map(Sound.init) + draft.voices.map(Sound.init)
    highlights = draft.highlights.compactMap { mark in
      guard let clip = draft.clips.first(where: { ($0.start..<$0.end).contains(mark.start) })
      else { return nil }
      return Highlight(mark, in: clip, width: width, height: height)
    }
  }
}

extension RenderSpec.Clip {
  fileprivate init(_ clip: Draft.Clip) {
    self.init(
      source: Source(clip), startMilliseconds: clip.start, durationMilliseconds: clip.duration,
      sourceStartMilliseconds: clip.sourceStart, speed: clip.speed, crop: clip.crop,
      volume: clip.volume, transition: clip.transition)
  }
}

extension RenderSpec.Clip.Source {
  fileprivate init(_ clip: Draft.Clip) {
    let asset = clip.asset
    guard case .upload(let digest) = asset.origin else {
      let name = asset.filename
      let end = asset.isGenerated ? name.lastIndex(of: ".") ?? name.endIndex : name.endIndex
      self = .generated(title: String(name[..<end]), hue: clip.hue)
      return
    }
    self = .upload(
      digest: digest, kind: asset.kind, width: asset.width, height: asset.height,
      hasAudio: asset.probe?.hasAudio ?? false)
  }
}

extension RenderSpec.Text {
  fileprivate init(_ text: Draft.Text, role: Role) {
    self.init(
      role: role, text: text.text, startMilliseconds: text.start,
      durationMilliseconds: text.duration, color: text.color, sizePixels: text.size,
      position: text.position, fadeInMilliseconds: text.fadeIn)
  }
}

extension RenderSpec.Sound {
  fileprivate init(_ sound: Draft.Sound) {
    self.init(
      source: Source(sound.source), startMilliseconds: sound.start,
      durationMilliseconds: sound.duration, volume: sound.volume,
      fadeInMilliseconds: sound.fadeIn, fadeOutMilliseconds: sound.fadeOut)
  }
}

extension RenderSpec.Sound.Source {
  fileprivate init(_ source: Draft.Sound.Source) {
    switch source {
    case .library(let style): self = .music(style: style)
    case .voice(let text, let language): self = .voice(text: text, language: language)
    case .upload(let asset):
      if case .upload(let digest) = asset.origin {
        self = .upload(digest: digest)
      } else {
        self = .music(style: asset.filename)
      }
    }
  }
}

extension RenderSpec.Highlight {
  /// Where a click of the source is on the output; nil when the crop cuts it off.
  ///
  /// A cropped clip fills the canvas; without a crop, the whole source is fitted with bars.
  fileprivate init?(_ mark: Draft.Highlight, in clip: Draft.Clip, width: Int, height: Int) {
    let shown =
      clip.crop
      ?? RenderSpec.Rectangle(x: 0, y: 0, width: clip.asset.width, height: clip.asset.height)
    guard shown.width > 0, shown.height > 0 else { return nil }
    let x = mark.x - Double(shown.x)
    let y = mark.y - Double(shown.y)
    guard (0..<Double(shown.width)).contains(x), (0..<Double(shown.height)).contains(y)
    else { return nil }
    let scale = min(
      Double(width) / Double(shown.width), Double(height) / Double(shown.height))
    let left = (Double(width) - Double(shown.width) * scale) / 2
    let top = (Double(height) - Double(shown.height) * scale) / 2
    self.init(
      startMilliseconds: mark.start, durationMilliseconds: mark.duration,
      x: Int((left + x * scale).rounded()), y: Int((top + y * scale).rounded()))
  }
}
