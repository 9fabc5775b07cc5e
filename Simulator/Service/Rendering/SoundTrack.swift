import NemoSimulator

/// Everything that is heard: the clips, music, voices and uploaded sounds, mixed.
struct SoundTrack {
  /// What music and clips are turned down to while somebody speaks, and how fast.
  static let duckedShare = 0.35
  static let duckingMilliseconds = 300
  /// At every cut, so that it does not click.
  static let cutMilliseconds = 15

  /// A sound whose file is ready.
  struct Sound {
    var spec: RenderSpec.Sound
    var path: String
    /// Of the file before it is played; 1 leaves it as it is.
    var gain = 1.0
    /// A voice that is too long for its segment is spoken faster.
    var tempo = 1.0
    var isUpload = false
    var isVoice = false
    var loops = false
  }

  let spec: RenderSpec
  let clipFiles: [String?]
  let sounds: [Sound]

  /// Adds the track and returns its label.
  func add(to graph: inout FilterGraph) -> String {
    let length = FilterGraph.seconds(spec.durationMilliseconds)
    var labels = [graph.chain([], ["anullsrc=r=48000:cl=stereo", "atrim=duration=\(length)"])]
    for (index, clip) in spec.clips.enumerated() {
      if let label = add(clip, clipFiles[index], &graph) { labels.append(label) }
    }
    labels += sounds.map { add($0, &graph) }
    return graph.chain(
      labels,
      [
        "amix=inputs=\(labels.count):duration=first:normalize=0",
        // Without its own make-up gain: volumes stay what the draft says.
        "alimiter=limit=0.95:level=0", "atrim=duration=\(length)", "asetpts=PTS-STARTPTS",
      ])
  }

  private func add(
    _ clip: RenderSpec.Clip, _ file: String?, _ graph: inout FilterGraph
  ) -> String? {
    guard case .upload(_, let kind, _, _, let hasAudio) = clip.source, hasAudio, kind != .image,
      clip.volume > 0, let file
    else { return nil }
    let taken = Int((Double(clip.durationMilliseconds) * clip.speed).rounded())
    let input = graph.addUpload(
      file,
      options: [
        "-ss", FilterGraph.seconds(clip.sourceStartMilliseconds), "-t", FilterGraph.seconds(taken),
      ])
    let fadeIn = clip.transition?.durationMilliseconds ?? 0
    return graph.chain(
      ["[\(input):a:0]"],
      tempo(clip.speed)
        + placed(
          start: clip.startMilliseconds, length: clip.durationMilliseconds, volume: clip.volume,
          fadeIn: fadeIn, fadeOut: 0, isDucked: true))
  }

  private func add(_ sound: Sound, _ graph: inout FilterGraph) -> String {
    let length = FilterGraph.seconds(sound.spec.durationMilliseconds)
    let input =
      sound.isUpload
      ? graph.addUpload(sound.path)
      : graph.addFile(
        sound.path, options: sound.loops ? ["-stream_loop", "-1", "-t", length] : [])
    return graph.chain(
      ["[\(input):a:0]"],
      tempo(sound.tempo)
        + placed(
          start: sound.spec.startMilliseconds, length: sound.spec.durationMilliseconds,
          volume: sound.spec.volume * sound.gain, fadeIn: sound.spec.fadeInMilliseconds,
          fadeOut: sound.spec.fadeOutMilliseconds, isDucked: !sound.isVoice))
  }

  private func placed(
    start: Int, length: Int, volume: Double, fadeIn: Int, fadeOut: Int, isDucked: Bool
  ) -> [String] {
    let fadeIn = max(Self.cutMilliseconds, min(fadeIn, length / 2))
    let fadeOut = max(Self.cutMilliseconds, min(fadeOut, length / 2))
    var filters = [
      "aresample=48000", "aformat=sample_fmts=fltp:channel_layouts=stereo",
      "asetpts=PTS-STARTPTS", "atrim=duration=\(FilterGraph.seconds(length))",
      "afade=t=in:d=\(FilterGraph.seconds(fadeIn))",
      "afade=t=out:st=\(FilterGraph.seconds(max(0, length - fadeOut)))"
        + ":d=\(FilterGraph.seconds(fadeOut))", "volume=\(decimal(volume))",
      "adelay=\(max(0, start)):all=1",
    ]
    if isDucked, let ducking { filters.append("volume='\(ducking)':eval=frame") }
    return filters
  }

  /// The share that is left of a sound while somebody speaks, with slopes at both ends.
  private var ducking: String? {
    let voices = sounds.filter(\.isVoice).map(\.spec)
    guard !voices.isEmpty else { return nil }
    let slope = FilterGraph.seconds(Self.duckingMilliseconds)
    let spoken = voices.map { voice in
      let start = FilterGraph.seconds(voice.startMilliseconds)
      let end = FilterGraph.seconds(voice.startMilliseconds + voice.durationMilliseconds)
      return "clip(min((t-\(start))/\(slope)+1,(\(end)-t)/\(slope)+1),0,1)"
    }
    let deepest = spoken.dropFirst().reduce(spoken[0]) { "max(\($0),\($1))" }
    return "1-\(decimal(1 - Self.duckedShare))*\(deepest)"
  }

  /// `atempo` goes from a half up; slower ones are chained.
  private func tempo(_ speed: Double) -> [String] {
    guard speed > 0, abs(speed - 1) > 0.001 else { return [] }
    var (rest, filters) = (speed, [String]())
    while rest < 0.5 {
      filters.append("atempo=0.5")
      rest /= 0.5
    }
    return filters + ["atempo=\(decimal(min(rest, 100)))"]
  }

  private func decimal(_ value: Double) -> String {
    String((value * 10_000).rounded() / 10_000)
  }
}
