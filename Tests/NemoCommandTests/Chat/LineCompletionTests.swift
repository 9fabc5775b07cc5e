import Testing

@testable import NemoCommand

@Suite struct LineCompletionTests {
  private let folders: [String: [LineCompletion.Entry]] = [
    "": [
      .init(name: "clip.mp4", isFolder: false), .init(name: "clips", isFolder: true),
      .init(name: "my clip.mp4", isFolder: false), .init(name: ".hidden.mp4", isFolder: false),
    ],
    "clips/": [.init(name: "演示 1.mov", isFolder: false)],
    "/home/me/": [.init(name: "a b", isFolder: true)],
  ]

  private func complete(_ before: String) -> LineCompletion {
    let look = FileLook(home: "/home/me", isFile: { _ in false })
    return LineCompletion(before, commands: ["credits", "export", "exit"], look: look) {
      folders[$0] ?? []
    }
  }

  @Test(arguments: [
    ("cr", "credits "), ("/cr", "/credits "), ("ex", "ex"), ("exp", "export "),
    ("my", "my\\ clip.mp4 "), ("crop my", "crop my\\ clip.mp4 "), ("'my", "'my clip.mp4' "),
    ("clips/", "clips/演示\\ 1.mov "), ("\"clips/演", "\"clips/演示 1.mov\" "), (".h", ".hidden.mp4 "),
    ("upload ~/a", "upload ~/a\\ b/"), ("nothing", "nothing"), ("", ""), ("crop ", "crop "),
    ("upload my\\ cl", "upload my\\ clip.mp4 "),
  ])
  func `Tab completes commands and paths`(before: String, completed: String) {
    #expect(complete(before).before == completed)
  }

  @Test func `where there are several, what they share is completed and they are shown`() {
    let completion = complete("upload cli")
    #expect(completion.before == "upload clip")
    #expect(completion.candidates == ["clip.mp4", "clips/"])
    #expect(complete("ex").candidates == ["export", "exit"])
  }

  @Test func `what was quoted comes back as it was`() {
    let done = complete("'my").before
    #expect(
      DroppedFiles(done, look: FileLook(isFile: { _ in true })).sources == [.file("my clip.mp4")])
  }
}
