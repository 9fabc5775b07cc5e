import NemoHTTP
import NemoSimulator
@testable import SimulatorService
import Testing

@Suite struct FFmpegRendererTests {
  /// Two seconds of a test picture with a tone, made by ffmpeg.
  private func clip(in folder: ScratchFolder) async throws -> [UInt8] {
    let path = folder.path + "/clip.mp4"
    let process = ChildProcess(
      executable: try #require(Local.tools.ffmpeg),
      arguments: [
        "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=320x240:r=30:d=2", "-f", "lavfi", "-i",
        "sine=f=440:d=2", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
        "-c:a", "aac", "file:" + path,
      ], timeLimit: .seconds(60))
    #expect(try await process.run().status == 0)
    return try DiskFileStore().bytes(of: path)
  }

  private static func clip(
    _ digest: String, start: Int, duration: Int, sourceStart: Int = 0, speed: Double = 1,
    _ more: String = ""
  ) -> String {
    """
    {"source":{"upload":{"digest":"\(digest)","kind":"video","width":320,"height":240,\
    "hasAudio":true}},"startMilliseconds":\(start),"durationMilliseconds":\(duration),\
    "sourceStartMilliseconds":\(sourceStart),"speed":\(speed),"volume":1\(more)}
    """
  }

  @Test(.enabled(if: Local.canRender, Local.needsFFmpeg))
  func `a draft with everything in it becomes H.264 with sound, of its size and length`()
    async throws
  {
    let folder = try Local.folder("render, [all]; it's")
    let store = try FolderMediaStore(folder: folder.path + "/media")
    let digest = try store.add(try await clip(in: folder)).digest
    let spec = try Local.spec(
      """
      {"id":"render_1","width":640,"height":360,"durationMilliseconds":4500,"clips":[
      \(Self.clip(digest, start: 0, duration: 1_500, sourceStart: 200,
        #","crop":{"x":0,"y":30,"width":320,"height":180}"#)),
      \(Self.clip(digest, start: 1_500, duration: 1_000, speed: 2,
        #","transition":{"kind":"slide","durationMilliseconds":500}"#)),
      {"source":{"generated":{"title":"A: 'sea' [at], 100%","hue":200}},"startMilliseconds":3000,
      "durationMilliseconds":1500,"sourceStartMilliseconds":0,"speed":1,"volume":1}],
      "texts":[{"role":"title","text":"50% off: it's \\\\ 'new' {x}\\n录屏教程","startMilliseconds":0,
      "durationMilliseconds":1500,"color":"#ffcc00","sizePixels":64,"position":"top",
      "fadeInMilliseconds":400}],
      "sounds":[{"source":{"music":{"style":"Lo-fi"}},"startMilliseconds":0,
      "durationMilliseconds":4500,"volume":0.4,"fadeInMilliseconds":500,"fadeOutMilliseconds":500},
      {"source":{"voice":{"text":"-- Hello there","language":"en"}},"startMilliseconds":500,
      "durationMilliseconds":3000,"volume":1,"fadeInMilliseconds":0,"fadeOutMilliseconds":0}],
      "highlights":[{"startMilliseconds":300,"durationMilliseconds":700,"x":100,"y":100},
      {"startMilliseconds":700,"durationMilliseconds":700,"x":639,"y":0}]}
      """)
    let rendering = try await (try #require(FFmpegRenderer(Local.tools))).render(spec, in: store)
    #expect(!rendering.isStandIn)
    #expect(rendering.notes.count == 1)
    let found = await (try #require(FFprobe(Local.tools))).probe(.render(id: "render_1"), in: store)
    let probe = try #require(found)
    #expect(probe.kind == .video)
    #expect([probe.width, probe.height] == [640, 360])
    #expect(probe.framesPerSecond == 30)
    #expect(probe.hasAudio)
    #expect(abs(probe.durationSeconds - 4.5) < 0.1)
    #expect(rendering.sizeBytes == (try store.size(of: .render(id: "render_1"))))
    #expect(try await codecs(store) == ["h264", "yuv420p", "aac"])
  }

  private func codecs(_ store: FolderMediaStore) async throws -> [String] {
    let process = ChildProcess(
      executable: try #require(Local.tools.ffprobe),
      arguments: [
        "-v", "error", "-show_entries", "stream=codec_name,pix_fmt", "-of", "csv=p=0",
        "file:" + (try #require(store.path(of: .render(id: "render_1")))),
      ], timeLimit: .seconds(60))
    let output = String(decoding: try await process.run().output, as: UTF8.self)
    return output.split { $0 == "\n" || $0 == "," }.map(String.init).filter { $0 != "unknown" }
  }

  private static let speaks =
    Local.canRender && Local.tools.espeak != nil

  /// The mean level of a render's second from 1 to 3, in dB, as ffmpeg's volumedetect has it.
  private func level(_ sounds: [String], in store: FolderMediaStore) async throws -> Double {
    let spec = try Local.spec(
      """
      {"id":"render_1","width":320,"height":180,"durationMilliseconds":4000,"clips":[],
      "texts":[],"sounds":[\(sounds.joined(separator: ","))],"highlights":[]}
      """)
    _ = try await (try #require(FFmpegRenderer(Local.tools))).render(spec, in: store)
    let process = ChildProcess(
      executable: try #require(Local.tools.ffmpeg),
      arguments: [
        "-hide_banner", "-nostats", "-ss", "1", "-t", "2", "-i",
        "file:" + (try #require(store.path(of: .render(id: "render_1")))), "-vn", "-af",
        "volumedetect", "-f", "null", "-",
      ], timeLimit: .seconds(60))
    let log = String(decoding: try await process.run().errors, as: UTF8.self)
    let words = log.split { $0 == " " || $0 == "\n" }
    let place = try #require(words.firstIndex(of: "mean_volume:"))
    return try #require(Double(words[place + 1]))
  }

  @Test(.enabled(if: speaks, "ffmpeg or espeak-ng is not on PATH: nothing can be spoken"))
  func `a voice stands clearly above the music`() async throws {
    let folder = try Local.folder("voice")
    let store = try FolderMediaStore(folder: folder.path)
    func sound(_ source: String, _ volume: Double) -> String {
      """
      {"source":\(source),"startMilliseconds":0,"durationMilliseconds":4000,"volume":\(volume),
      "fadeInMilliseconds":0,"fadeOutMilliseconds":0}
      """
    }
    let music = sound(#"{"music":{"style":"Lo-fi"}}"#, 0.35)
    let english = "This sentence goes on for about as long as the picture that it explains."
    let voices = [
      sound(#"{"voice":{"text":"\#(english)","language":"en"}}"#, 1),
      sound(#"{"voice":{"text":"这句话和它所说明的画面差不多一样长，请慢慢听完。","language":"zh"}}"#, 1),
    ]
    let musicAlone = try await level([music], in: store)
    for voice in voices {
      let both = try await level([music, voice], in: store)
      #expect(both > musicAlone + 5, "\(both) dB with the voice, \(musicAlone) dB without")
    }
    #expect(musicAlone > -40, "the music is heard too")
  }

  @Test(.enabled(if: Local.canRender, Local.needsFFmpeg))
  func `a draft whose file is gone fails with a sentence`() async throws {
    let folder = try Local.folder("gone")
    let store = try FolderMediaStore(folder: folder.path)
    let spec = try Local.spec(
      """
      {"id":"r","width":640,"height":360,"durationMilliseconds":1000,
      "clips":[\(Self.clip("00ff", start: 0, duration: 1_000))],
      "texts":[],"sounds":[],"highlights":[]}
      """)
    let renderer = try #require(FFmpegRenderer(Local.tools))
    let failure = await #expect(throws: RenderFailure.self) {
      try await renderer.render(spec, in: store)
    }
    #expect(failure?.description.contains("Upload it again") == true)
  }

  @Test func `paths are escaped for an option and for the graph`() {
    #expect(FilterGraph.escaped("/a/b c.txt") == "/a/b c.txt")
    #expect(FilterGraph.escaped("a:b") == #"a\\:b"#)
    #expect(FilterGraph.escaped("it's") == #"it\\\'s"#)
    #expect(FilterGraph.escaped("[x],y;z") == #"\[x\]\,y\;z"#)
  }

  @Test func `seconds have three digits`() {
    #expect(FilterGraph.seconds(0) == "0.000")
    #expect(FilterGraph.seconds(12_045) == "12.045")
    #expect(FilterGraph.seconds(-50) == "-0.050")
  }

  @Test func `long lines are wrapped between words, and between Chinese characters`() {
    #expect(
      TextWrapping.lines("one two three four", emsPerLine: 5) == ["one two", "three", "four"])
    #expect(TextWrapping.lines("录屏教程录屏", emsPerLine: 4) == ["录屏教程", "录屏"])
    #expect(TextWrapping.lines("a\nb", emsPerLine: 9) == ["a", "b"])
    #expect(TextWrapping.lines("", emsPerLine: 9) == [])
  }

  @Test(arguments: ["Lo-fi", "ambient", "Upbeat pop", "史诗", "piano"])
  func `every style gives music that is heard and is not cut off`(style: String) {
    let wave = Music.compose(style)
    #expect(wave.loudness > 0.05)
    #expect(wave.samples.allSatisfy { abs($0) < 1 })
    #expect((8...20).contains(wave.seconds))
    #expect(WaveFile(wave.bytes)?.samples.count == wave.samples.count)
  }
}
