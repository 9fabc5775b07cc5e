import NemoHTTP
import NemoSimulator
@testable import SimulatorService
import Testing

@Suite struct MediaTests {
  @Test func `a stored file is kept under its digest, in memory and in a folder`() throws {
    let folder = try Local.folder("store")
    for store in [MemoryMediaStore(), try FolderMediaStore(folder: folder.path)]
      as [any MediaStore]
    {
      let facts = try store.add(Array("abc".utf8))
      // FIPS 180-4, the example for "abc".
      #expect(
        facts.digest == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      #expect(facts.sizeBytes == 3)
      #expect(facts.firstBytes == Array("abc".utf8))
      let reference = MediaReference.upload(digest: facts.digest)
      #expect(try store.size(of: reference) == 3)
      #expect(try store.bytes(of: reference, at: 1, upTo: 9) == Array("bc".utf8))
      #expect(try store.bytes(of: reference, at: 3, upTo: 9) == [])
      #expect(throws: FileFailure.self) { try store.size(of: .render(id: "none")) }
    }
  }

  @Test func `an upload that is dropped leaves nothing behind`() throws {
    let folder = try Local.folder("dropped")
    let store = try FolderMediaStore(folder: folder.path)
    do {
      let upload = try store.beginUpload()
      try upload.write([1, 2, 3])
      #expect(DiskFileStore().exists(folder.path + "/scratch/1"))
    }
    #expect(!DiskFileStore().exists(folder.path + "/scratch/1"))
  }

  @Test(arguments: [
    "../../etc/passwd", "a/b", ".hidden", "", "名", String(repeating: "x", count: 200),
  ])
  func `a render's id never becomes a path`(id: String) {
    let name = fileName(ofRender: id)
    #expect(name.hasPrefix("sha256-"))
    #expect(!name.contains("/"))
    #expect(name.utf8.count < 100)
  }

  @Test func `a usual render id is its file's name`() {
    #expect(fileName(ofRender: "render_1700000000-a.b") == "render_1700000000-a.b.mp4")
  }

  // MARK: Sniffing

  private func sniff(_ bytes: [UInt8]) async throws -> MediaProbe? {
    let store = MemoryMediaStore()
    let facts = try store.add(bytes)
    return await MediaSniffer().probe(.upload(digest: facts.digest), in: store)
  }

  @Test func `the head of a picture says its size`() async throws {
    // RFC 2083 section 4.1.1: 3x2 pixels.
    let png: [UInt8] =
      [0x89] + Array("PNG\r\n\u{1a}\n".utf8) + [0, 0, 0, 13] + Array("IHDR".utf8)
      + [0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0]
    #expect(
      try await sniff(png) == MediaProbe(kind: .image, durationSeconds: 0, width: 3, height: 2))
    let gif = Array("GIF89a".utf8) + [0x40, 0x01, 0xf0, 0x00, 0, 0, 0]
    #expect(
      try await sniff(gif) == MediaProbe(kind: .image, durationSeconds: 0, width: 320, height: 240))
    // ITU T.81 section B.2.2: APP0, then a baseline frame of 16x8.
    let jpeg: [UInt8] =
      [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 8, 0, 16, 1, 1, 0x11, 0]
    #expect(
      try await sniff(jpeg) == MediaProbe(kind: .image, durationSeconds: 0, width: 16, height: 8))
  }

  @Test func `a wave file says its duration, a movie its duration and size`() async throws {
    let wave = WaveFile(samplesPerSecond: 8_000, samples: Array(repeating: 0, count: 4_000)).bytes
    #expect(
      try await sniff(wave) == MediaProbe(kind: .audio, durationSeconds: 0.5, hasAudio: true))
    #expect(
      try await sniff(StandIn.tiny)
        == MediaProbe(kind: .video, durationSeconds: 1, width: 64, height: 36))
  }

  @Test func `what is cut off or no medium is not read, and does no harm`() async throws {
    #expect(try await sniff([]) == nil)
    #expect(try await sniff(Array("hello, this is text".utf8)) == nil)
    for length in stride(from: 0, to: StandIn.tiny.count, by: 7) {
      _ = try await sniff(Array(StandIn.tiny[..<length]))
    }
    var damaged = StandIn.tiny
    for index in damaged.indices {
      damaged[index] = 0xff
      _ = try await sniff(damaged)
    }
  }

  // MARK: Probing

  @Test func `a pause reaches from an end; both filters must see it`() {
    // Lines as ffmpeg 5.1 writes them, in seconds of a file of 10 s.
    let log = """
      [freezedetect @ 0x1] lavfi.freezedetect.freeze_start: 0
      [freezedetect @ 0x1] lavfi.freezedetect.freeze_duration: 2.2
      [freezedetect @ 0x1] lavfi.freezedetect.freeze_end: 2.2
      [freezedetect @ 0x1] lavfi.freezedetect.freeze_start: 4
      [freezedetect @ 0x1] lavfi.freezedetect.freeze_end: 5
      [freezedetect @ 0x1] lavfi.freezedetect.freeze_start: 8.5
      [silencedetect @ 0x2] silence_start: -0.01
      [silencedetect @ 0x2] silence_end: 1.8 | silence_duration: 1.8
      [silencedetect @ 0x2] silence_start: 7
      [silencedetect @ 0x2] silence_end: 10.01 | silence_duration: 3
      """
    let freeze = Pauses("freeze", log: log, 10)
    #expect([freeze.leading, freeze.trailing] == [2.2, 1.5])
    let silence = Pauses("silence", log: log, 10)
    #expect([silence.leading, silence.trailing] == [1.8, 3])
    let none = Pauses("freeze", log: "", 10)
    #expect([none.leading, none.trailing] == [0, 0])
  }

  @Test(.enabled(if: Local.canRender, Local.needsFFmpeg))
  func `the sample recording has its clicks and its pauses`() async throws {
    let folder = try Local.folder("sample")
    let store = try FolderMediaStore(folder: folder.path)
    let sample = "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")
    let path = "/" + sample + "/Simulator/Samples/walkthrough.mp4"
    let facts = try store.add(try DiskFileStore().bytes(of: path))
    let prober = try #require(FFprobe(Local.tools))
    let found = await prober.probe(.upload(digest: facts.digest), in: store)
    let probe = try #require(found)
    // The sample's README: 1180x920, five clicks, the first and last 1.8 s still and silent.
    #expect([probe.width, probe.height] == [1_180, 920])
    #expect(probe.clicks?.count == 5)
    #expect(probe.clicks?.first == .init(seconds: 2.766, x: 1_080, y: 178))
    #expect(abs(probe.leadingPauseSeconds - 1.8) < 0.1)
    #expect(abs(probe.trailingPauseSeconds - 1.8) < 0.1)
  }

  @Test(.enabled(if: Local.canRender, Local.needsFFmpeg))
  func `a playlist that names other files is no medium`() async throws {
    let folder = try Local.folder("playlist")
    let store = try FolderMediaStore(folder: folder.path)
    let facts = try store.add(
      Array("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n".utf8))
    let prober = try #require(FFprobe(Local.tools))
    #expect(await prober.probe(.upload(digest: facts.digest), in: store) == nil)
  }
}
