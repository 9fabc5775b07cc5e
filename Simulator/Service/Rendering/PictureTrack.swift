import NemoSimulator

/// The clips of a render, one after the other, as one picture.
struct PictureTrack {
  static let framesPerSecond = 30
  private static let bars = "boxblur=8:2,eq=brightness=-0.15:saturation=0.8"

  let spec: RenderSpec
  /// The file of each clip; nil for generated ones.
  let files: [String?]
  let titles: TextLayer

  /// Adds the track and returns its label.
  func add(to graph: inout FilterGraph) -> String {
    var shown = Shown(label: nil, end: 0)
    for (index, clip) in spec.clips.enumerated() {
      append(clip, index, to: &shown, &graph)
    }
    let last = shown.label ?? black(spec.durationMilliseconds, &graph)
    return graph.chain(
      [last],
      [
        "tpad=stop_mode=add:stop=-1:color=black",
        "trim=duration=\(seconds(spec.durationMilliseconds))", "setpts=PTS-STARTPTS",
      ])
  }

  private struct Shown {
    var label: String?
    var end: Int
  }

  // MARK: Order in time

  private func append(
    _ clip: RenderSpec.Clip, _ index: Int, to shown: inout Shown, _ graph: inout FilterGraph
  ) {
    var label = picture(of: clip, index, length(of: clip, index), &graph)
    if clip.startMilliseconds == 0, let transition = clip.transition {
      // There is nothing before the first clip: it comes in from black.
      label = graph.chain([label], ["fade=t=in:d=\(seconds(fade(transition, clip)))"])
    }
    if clip.startMilliseconds > shown.end {
      let gap = black(clip.startMilliseconds - shown.end, &graph)
      shown.label = join(shown.label, gap, &graph)
    }
    if let before = shown.label, let transition = clip.transition, clip.startMilliseconds > 0 {
      shown.label = graph.chain(
        [before, label],
        [
          "xfade=transition=\(name(of: transition.kind)):duration=\(seconds(fade(transition, clip)))"
            + ":offset=\(seconds(clip.startMilliseconds))", "fps=\(Self.framesPerSecond)",
        ])
    } else {
      shown.label = join(shown.label, label, &graph)
    }
    shown.end = clip.startMilliseconds + length(of: clip, index)
  }

  private func join(_ first: String?, _ second: String, _ graph: inout FilterGraph) -> String {
    guard let first else { return second }
    return graph.chain(
      [first, second], ["concat=n=2:v=1:a=0", "fps=\(Self.framesPerSecond)"])
  }

  /// How long a clip's picture is needed: until the next one covers it, transition included. Where
  /// the source ends before that, its last picture stays.
  private func length(of clip: RenderSpec.Clip, _ index: Int) -> Int {
    let end = clip.startMilliseconds + clip.durationMilliseconds
    guard index + 1 < spec.clips.count else { return max(1, clip.durationMilliseconds) }
    let next = spec.clips[index + 1]
    guard next.startMilliseconds <= end else { return max(1, clip.durationMilliseconds) }
    let overlap = next.transition.map { fade($0, next) } ?? 0
    return max(1, next.startMilliseconds + overlap - clip.startMilliseconds)
  }

  private func fade(_ transition: RenderSpec.Transition, _ clip: RenderSpec.Clip) -> Int {
    max(1, min(transition.durationMilliseconds, clip.durationMilliseconds / 2))
  }

  private func name(of kind: RenderSpec.Transition.Kind) -> String {
    switch kind {
    case .fade: "fadeblack"
    // What editors call a dissolve; ffmpeg's own of that name is noise.
    case .dissolve: "fade"
    case .wipe: "wipeleft"
    case .slide: "slideleft"
    }
  }

  // MARK: One clip

  private func picture(
    of clip: RenderSpec.Clip, _ index: Int, _ length: Int, _ graph: inout FilterGraph
  ) -> String {
    switch clip.source {
    case .generated(let title, let hue): generated(title, hue, length, &graph)
    case .upload(_, let kind, let width, let height, _):
      if kind == .audio {
        generated("", 210, length, &graph)
      } else if let file = files[index] {
        uploaded(clip, file, kind, (width, height), length, &graph)
      } else {
        black(length, &graph)
      }
    }
  }

  private func uploaded(
    _ clip: RenderSpec.Clip, _ file: String, _ kind: MediaProbe.Kind,
    _ size: (width: Int, height: Int), _ length: Int, _ graph: inout FilterGraph
  ) -> String {
    let input: Int
    var source: String
    if kind == .image {
      input = graph.addUpload(file)
      source = graph.chain(
        ["[\(input):v:0]"], ["trim=end_frame=1", "tpad=stop_mode=clone:stop=-1"])
    } else {
      let taken = Int((Double(clip.durationMilliseconds) * clip.speed).rounded())
      input = graph.addUpload(
        file, options: ["-ss", seconds(clip.sourceStartMilliseconds), "-t", seconds(taken)])
      source = "[\(input):V:0]"
    }
    source = graph.chain(
      [source],
      ["setpts=(PTS-STARTPTS)/\(clip.speed)", "fps=\(Self.framesPerSecond)", "format=yuv420p"])
    let fitted = clip.crop.map { fill(source, $0, &graph) } ?? fit(source, size, &graph)
    return graph.chain(
      [fitted],
      [
        "setsar=1", "tpad=stop_mode=clone:stop=-1", "trim=duration=\(seconds(length))",
        "setpts=PTS-STARTPTS",
      ])
  }

  /// A part of the source fills the picture.
  private func fill(
    _ source: String, _ part: RenderSpec.Rectangle, _ graph: inout FilterGraph
  ) -> String {
    graph.chain(
      [source],
      [
        "crop=\(max(2, part.width)):\(max(2, part.height)):\(max(0, part.x)):\(max(0, part.y))",
        "scale=\(spec.width):\(spec.height):force_original_aspect_ratio=increase:flags=bicubic",
        "crop=\(spec.width):\(spec.height)",
      ])
  }

  /// All of the source, over a blurred copy of itself where the shapes differ.
  private func fit(
    _ source: String, _ size: (width: Int, height: Int), _ graph: inout FilterGraph
  ) -> String {
    let scale = "scale=\(spec.width):\(spec.height):flags=bicubic"
    if size.width * spec.height == size.height * spec.width {
      return graph.chain([source], [scale])
    }
    let (width, height) = (max(2, spec.width / 16 * 2), max(2, spec.height / 16 * 2))
    let copies = graph.split(source, into: 2)
    let background = graph.chain(
      [copies[0]],
      [
        "scale=\(width):\(height):force_original_aspect_ratio=increase", "crop=\(width):\(height)",
        Self.bars, scale,
      ])
    let front = graph.chain(
      [copies[1]], ["\(scale):force_original_aspect_ratio=decrease:force_divisible_by=2"])
    return graph.chain([background, front], ["overlay=(W-w)/2:(H-h)/2", "format=yuv420p"])
  }

  /// What the simulated model makes: colours that flow, and the title.
  private func generated(
    _ title: String, _ hue: Int, _ length: Int, _ graph: inout FilterGraph
  ) -> String {
    // Soft colours need few pixels: a quarter is generated and scaled up.
    let (width, height) = (max(16, spec.width / 8 * 2), max(16, spec.height / 8 * 2))
    let hues = [
      (hue - 50, 0.8, 0.35), (hue - 20, 0.7, 0.7), (hue + 20, 0.55, 0.95), (hue - 35, 0.7, 0.5),
    ]
    let colors = hues.enumerated().map { "c\($0.offset)=\(color($0.element))" }
      .joined(separator: ":")
    let moving = graph.chain(
      [],
      [
        "gradients=s=\(width)x\(height):r=\(Self.framesPerSecond):d=\(seconds(length)):n=4:"
          + "\(colors):x0=0:y0=0:x1=\(width - 1):y1=\(height - 1):speed=0.02:seed=\(abs(hue) % 360 + 1)",
        "scale=\(spec.width):\(spec.height):flags=bicubic", "format=yuv420p", "setsar=1",
        "trim=duration=\(seconds(length))", "setpts=PTS-STARTPTS",
      ])
    return titles.centered(title, over: moving, duration: length, &graph)
  }

  private func black(_ length: Int, _ graph: inout FilterGraph) -> String {
    graph.chain(
      [],
      [
        "color=c=black:s=\(spec.width)x\(spec.height):r=\(Self.framesPerSecond)"
          + ":d=\(seconds(length))", "format=yuv420p", "setsar=1",
      ])
  }

  private func seconds(_ milliseconds: Int) -> String { FilterGraph.seconds(milliseconds) }

  /// `0xrrggbb` of a hue in degrees, a saturation and a value.
  private func color(_ hsv: (hue: Int, saturation: Double, value: Double)) -> String {
    let hue = Double((hsv.hue % 360 + 360) % 360) / 60
    func channel(_ shift: Double) -> String {
      let place = (shift + hue).truncatingRemainder(dividingBy: 6)
      let share = max(0, min(1, min(place, 4 - place)))
      let byte = UInt8(((hsv.value - hsv.value * hsv.saturation * share) * 255).rounded())
      return hexadecimal([byte])
    }
    return "0x" + channel(5) + channel(3) + channel(1)
  }
}
