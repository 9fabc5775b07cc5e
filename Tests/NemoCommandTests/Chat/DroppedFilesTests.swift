import Testing

@testable import NemoCommand

@Suite struct DroppedFilesTests {
  private static let files: Set<String> = [
    "/a/clip.mp4", "/a b/clip one.mp4", "/a/notes.txt", "clip.mp4", "logo.png", "sub/intro.mov",
    "/home/me/演示 1.mov", "/home/me/it's.mp4", "/a/(final) cut&go.mp4", "./here.mp4", "my clip.mp4",
  ]
  private let look = FileLook(home: "/home/me", isFile: { Self.files.contains($0) })

  @Test(arguments: [
    // Only files, as terminals and people write them.
    ("/a/clip.mp4", ["/a/clip.mp4"]),
    ("  /a/clip.mp4 \n", ["/a/clip.mp4"]),
    ("'/a b/clip one.mp4'", ["/a b/clip one.mp4"]),
    ("\"/a b/clip one.mp4\"", ["/a b/clip one.mp4"]),
    ("“/a b/clip one.mp4”", ["/a b/clip one.mp4"]),
    ("/a\\ b/clip\\ one.mp4", ["/a b/clip one.mp4"]),
    ("/a b/clip one.mp4", ["/a b/clip one.mp4"]),
    ("my clip.mp4", ["my clip.mp4"]),
    ("file:///a%20b/clip%20one.mp4", ["/a b/clip one.mp4"]),
    ("file://localhost/a/clip.mp4", ["/a/clip.mp4"]),
    ("file:///home/me/%E6%BC%94%E7%A4%BA%201.mov", ["/home/me/演示 1.mov"]),
    ("~/演示\\ 1.mov", ["/home/me/演示 1.mov"]),
    ("~/it\\'s.mp4", ["/home/me/it's.mp4"]),
    ("\"/home/me/it's.mp4\"", ["/home/me/it's.mp4"]),
    ("/a/\\(final\\)\\ cut\\&go.mp4", ["/a/(final) cut&go.mp4"]),
    ("clip.mp4", ["clip.mp4"]), ("sub/intro.mov", ["sub/intro.mov"]),
    ("./here.mp4", ["./here.mp4"]),
    // Several at once.
    ("'/a b/clip one.mp4' /a/clip.mp4 clip.mp4", ["/a b/clip one.mp4", "/a/clip.mp4", "clip.mp4"]),
    ("/a/clip.mp4 /a/clip.mp4", ["/a/clip.mp4"]),
    // Not there, or of another type: meant as a file all the same.
    ("/nowhere/clip.mp4", ["/nowhere/clip.mp4"]), ("missing.mov", ["missing.mov"]),
    ("/a/notes.txt", ["/a/notes.txt"]), ("'/nowhere/a b.mp4'", ["/nowhere/a b.mp4"]),
    ("/nowhere/notes", ["/nowhere/notes"]), ("no/such.mp4", ["no/such.mp4"]),
  ])
  func `a line of files is only files`(line: String, paths: [String]) {
    let dropped = DroppedFiles(line, look: look)
    #expect(dropped.sources == paths.map(ClipSource.file))
    #expect(dropped.instruction == "")
  }

  @Test(arguments: [
    ("'/a b/clip one.mp4' crop to 16:9", ["/a b/clip one.mp4"], "crop to 16:9"),
    ("/a b/clip one.mp4 crop to 16:9", ["/a b/clip one.mp4"], "crop to 16:9"),
    ("clip.mp4 crop to 16:9", ["clip.mp4"], "crop to 16:9"),
    ("crop /a/clip.mp4 to 16:9", ["/a/clip.mp4"], "crop clip.mp4 to 16:9"),
    ("crop to 16:9 '/a/clip.mp4'", ["/a/clip.mp4"], "crop to 16:9"),
    ("把 /a/clip.mp4 裁成 16:9", ["/a/clip.mp4"], "把 clip.mp4 裁成 16:9"),
    ("/nowhere/clip.mp4 crop it", ["/nowhere/clip.mp4"], "crop it"),
    ("no/such.mp4 crop it", ["no/such.mp4"], "crop it"),
    ("/a/clip.mp4 clip.mp4 join them", ["/a/clip.mp4", "clip.mp4"], "join them"),
  ])
  func `what a line says besides is an instruction`(
    line: String, paths: [String], instruction: String
  ) {
    let dropped = DroppedFiles(line, look: look)
    #expect(dropped.sources == paths.map(ClipSource.file))
    #expect(dropped.instruction == instruction)
  }

  @Test(arguments: [
    "crop to 16:9", "don't crop it, it's fine", "use 16/9 and/or 4:3", "make clip.mp4 louder",
    "add the title \"Save 10/20 now\"", "say 'hello' to me", "speed/2", "把画面裁成 16:9",
    "https://example.com/watch?v=3 as music", "a \\ backslash", "'unclosed quote", "/",
  ])
  func `an instruction stays as it is`(line: String) {
    let dropped = DroppedFiles(line, look: look)
    #expect(dropped.sources == [])
    #expect(dropped.instruction == line)
  }

  @Test func `an address of a medium is uploaded by address`() {
    let dropped = DroppedFiles("HTTPS://cdn.test/a%20b.MP4?sig=1 add a title", look: look)
    #expect(dropped.sources == [.address("HTTPS://cdn.test/a%20b.MP4?sig=1")])
    #expect(dropped.sources.first?.name == "a b.MP4")
    #expect(dropped.instruction == "add a title")
  }

  @Test func `a line that asks for an upload may name files anywhere`() {
    let dropped = DroppedFiles("upload clip.mp4 and logo.png", look: look, isUpload: true)
    #expect(dropped.sources == [.file("clip.mp4"), .file("logo.png")])
  }

  @Test func `any text is read in bounded steps`() {
    for text in [
      String(repeating: "'", count: 2_000), String(repeating: "/ ", count: 2_000),
      String(repeating: "\\", count: 2_001), String(repeating: "a.mp4 ", count: 500),
    ] {
      let dropped = DroppedFiles(text, look: look)
      #expect(dropped.sources.count <= DroppedFiles.maximumSources)
    }
  }

  // MARK: Names of outputs

  @Test func `an export is named after the first upload, and replaces nothing`() {
    var taken: Set<String> = []
    func name() -> String {
      FreeName.proposed(for: "demo one.mov", extension: "mp4", in: nil) { taken.contains($0) }
    }
    for expected in ["demo one-edited.mp4", "demo one-edited-2.mp4", "demo one-edited-3.mp4"] {
      #expect(name() == expected)
      taken.insert(expected)
    }
    #expect(
      FreeName.proposed(for: nil, extension: "srt", mark: "", in: "/tmp") { _ in false }
        == "/tmp/video.srt")
    #expect(FreeName.free("/a/out.mp4") { $0 == "/a/out.mp4" } == "/a/out-2.mp4")
    #expect(FreeName.free("out") { $0 == "out" } == "out-2")
  }
}
