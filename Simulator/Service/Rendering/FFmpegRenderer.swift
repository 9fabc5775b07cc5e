public import NemoSimulator
import NemoHTTP

/// Renders a draft for real: one ffmpeg command, H.264 in yuv420p and AAC, 30 frames a second.
///
/// Uploaded texts, names and files reach ffmpeg as files only. Music is composed here, voices are
/// espeak-ng's; where there is none, a soft chord takes their place and a note says so.
public struct FFmpegRenderer: Renderer {
  /// In real time; then the render has failed.
  public static let timeLimit = Duration.seconds(900)
  /// How many inputs one command may have.
  public static let partLimit = 400

  private let ffmpeg: String
  private let tools: MediaTools

  /// nil when there is no ffmpeg.
  public init?(_ tools: MediaTools) {
    guard let ffmpeg = tools.ffmpeg else { return nil }
    self.ffmpeg = ffmpeg
    self.tools = tools
  }

  public func render(_ spec: RenderSpec, in store: any MediaStore) async throws -> Rendering {
    do {
      return try await make(spec, store)
    } catch let failure as FileFailure {
      throw RenderFailure(
        failure.code == .noSpace
          ? "There is no space left to render." : "A file of the render could not be used.")
    }
  }

  private func make(_ spec: RenderSpec, _ store: any MediaStore) async throws -> Rendering {
    guard spec.durationMilliseconds > 0 else { throw RenderFailure("The draft is empty.") }
    guard spec.clips.count + spec.sounds.count + spec.texts.count <= Self.partLimit else {
      throw RenderFailure("The draft has more than \(Self.partLimit) segments.")
    }
    guard let scratch = try store.makeScratchFolder() else {
      throw RenderFailure("Rendering needs a folder on disk, and this world has none.")
    }
    var notes: [String] = []
    let graph = try await graph(spec, store, scratch, &notes)
    let output = scratch.path + "/output.mp4"
    try await run(graph + encoding(spec) + ["file:\(output)"])
    try store.adopt(fileAt: output, asRender: spec.id)
    return Rendering(
      sizeBytes: try store.size(of: .render(id: spec.id)),
      durationSeconds: Double(spec.durationMilliseconds) / 1_000, width: spec.width,
      height: spec.height, notes: notes)
  }

  private func graph(
    _ spec: RenderSpec, _ store: any MediaStore, _ scratch: ScratchFolder, _ notes: inout [String]
  ) async throws -> [String] {
    let files = try spec.clips.map { try path(of: $0.source, in: store) }
    let sounds = try await sounds(of: spec, store, scratch, &notes)
    let texts = TextLayer(
      width: spec.width, height: spec.height, font: tools.font, scratch: scratch)
    var graph = FilterGraph()
    var picture = PictureTrack(spec: spec, files: files, titles: texts).add(to: &graph)
    picture = HighlightLayer.add(
      spec.highlights, width: spec.width, height: spec.height, over: picture, &graph)
    picture = texts.add(spec.texts, over: picture, &graph)
    let sound = SoundTrack(spec: spec, clipFiles: files, sounds: sounds).add(to: &graph)
    let arguments =
      graph.inputs + ["-filter_complex", graph.text, "-map", picture, "-map", sound]
    return arguments
  }

  private func encoding(_ spec: RenderSpec) -> [String] {
    [
      "-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-pix_fmt", "yuv420p", "-r",
      "\(PictureTrack.framesPerSecond)", "-c:a", "aac", "-b:a", "160k", "-ar", "48000", "-ac", "2",
      "-map_metadata", "-1", "-movflags", "+faststart", "-t",
      FilterGraph.seconds(spec.durationMilliseconds), "-f", "mp4",
    ]
  }

  private func run(_ arguments: [String]) async throws {
    let process = ChildProcess(
      executable: ffmpeg,
      arguments: ["-nostdin", "-hide_banner", "-nostats", "-v", "error", "-y"] + arguments,
      environment: MediaTools.environment, timeLimit: Self.timeLimit)
    let outcome: ChildProcess.Outcome
    do {
      outcome = try await process.run()
    } catch is ChildProcess.StartFailure {
      throw RenderFailure("ffmpeg could not be started.")
    }
    if outcome.isOverdue { throw RenderFailure("ffmpeg took too long.") }
    guard outcome.status == 0 else { throw RenderFailure("ffmpeg failed: \(outcome.lastError)") }
  }

  // MARK: Sources

  private func path(
    of source: RenderSpec.Clip.Source, in store: any MediaStore
  ) throws -> String? {
    guard case .upload(let digest, _, _, _, _) = source else { return nil }
    return try uploadPath(digest, in: store)
  }

  private func uploadPath(_ digest: String, in store: any MediaStore) throws -> String {
    guard let path = store.path(of: .upload(digest: digest)), DiskFileStore().exists(path) else {
      throw RenderFailure("An uploaded file of this draft is no longer there. Upload it again.")
    }
    return path
  }

  private func sounds(
    of spec: RenderSpec, _ store: any MediaStore, _ scratch: ScratchFolder,
    _ notes: inout [String]
  ) async throws -> [SoundTrack.Sound] {
    var sounds: [SoundTrack.Sound] = []
    for (index, sound) in spec.sounds.enumerated() where sound.volume > 0 {
      let path = "\(scratch.path)/sound-\(index).wav"
      switch sound.source {
      case .upload(let digest):
        sounds.append(
          .init(spec: sound, path: try uploadPath(digest, in: store), isUpload: true))
      case .music(let style):
        try keep(Music.compose(style), at: path)
        sounds.append(.init(spec: sound, path: path, loops: true))
      case .voice(let text, let language):
        sounds.append(try await voice(sound, text, language, path, &notes))
      }
    }
    return sounds
  }

  private func voice(
    _ sound: RenderSpec.Sound, _ text: String, _ language: String, _ path: String,
    _ notes: inout [String]
  ) async throws -> SoundTrack.Sound {
    if let espeak = tools.espeak,
      let speech = try await Voice(espeak: espeak).speak(
        text, language: language, within: sound.durationMilliseconds, to: path)
    {
      notes.append("the voice is espeak-ng's (\(language))")
      return .init(
        spec: sound, path: path, gain: speech.gain, tempo: speech.tempo, isVoice: true)
    }
    notes.append("there is no espeak-ng here: a soft chord takes the place of the voice")
    let bed = path + ".bed.wav"
    try keep(Music.toneBed(), at: bed)
    return .init(spec: sound, path: bed, loops: true)
  }

  private func keep(_ wave: WaveFile, at path: String) throws {
    try DiskFileStore().appender(to: path).write(wave.bytes)
  }
}
