import NemoClient
import Testing

@testable import NemoCommand

@Suite struct ChatExportTests {
  @Test(arguments: ["export", "导出", "/export", "export the video please"])
  func `an export is named after the first upload`(words: String) {
    var talk = Talk()
    _ = talk.type("'/a b/clip.mp4'")
    _ = talk.finish(.uploaded([Talk.clip]))
    #expect(talk.type(words).begun == [.export("clip-edited.mp4")])
  }

  @Test(arguments: [
    ("export out.mp4", "out.mp4"), ("/export 'my cut.mp4'", "my cut.mp4"),
    ("export ~/cut.mp4", "/home/me/cut.mp4"), ("export to /a/", "/a/video-edited.mp4"),
    ("导出 成片.mp4", "成片.mp4"), ("export my\\ cut.mp4", "my cut.mp4"),
  ])
  func `or as the user says`(line: String, path: String) {
    var talk = Talk()
    #expect(talk.type(line).begun == [.export(path)])
  }

  @Test func `what is there already stays, but for what this conversation wrote`() {
    var talk = Talk()
    let reply = talk.type("export /a/logo.png")
    #expect(reply.begun == [.export("/a/logo-2.png")])
    #expect(
      reply.said.contains(
        "/a/logo.png is there already and stays as it is; saving to /a/logo-2.png."))
    _ = talk.finish(.failed(.stopped))
    _ = talk.type("export out.mp4")
    _ = talk.finish(.exported(ExportedFile(path: "/a/taken.mp4", sizeBytes: 1, renderID: "r")))
    #expect(talk.type("export /a/taken.mp4").begun == [.export("/a/taken.mp4")])
  }

  @Test func `an export never replaces the recording`() {
    var talk = Talk(isInteractive: false)
    _ = talk.type("/a/taken.mp4")
    _ = talk.finish(.uploaded([]))
    let reply = talk.type("export /a/taken.mp4")
    #expect(reply.begun == [])
    #expect(reply.complaints == ["/a/taken.mp4 is the recording itself. Name another file."])
    #expect(reply.left == 64)
  }

  @Test func `rendering is shown, then the path and the size`() {
    var talk = Talk()
    _ = talk.type("导出")
    #expect(
      talk.hear(.exporting(.rendering(percent: 50))).actions == [.progress("⏳ 正在渲染", 0.5)])
    let file = ExportedFile(path: "video-edited.mp4", sizeBytes: 1_234_567, renderID: "r")
    let reply = talk.finish(.exported(file))
    #expect(reply.said.first == "✅ 视频已导出：video-edited.mp4（1.2 MB）")
  }

  @Test func `subtitles are saved in the format that was named`() {
    var talk = Talk()
    #expect(talk.type("export srt").begun == [.subtitles("video.srt")])
    _ = talk.finish(.savedSubtitles)
    #expect(talk.type("export vtt").begun == [.subtitles("video.vtt")])
  }

  @Test func `a command at the end of a message is done after it, and never sent`() {
    var talk = Talk()
    #expect(
      talk.type("crop the video to 16:9 and then export it").begun == [
        .send("crop the video to 16:9")
      ])
    #expect(talk.finish(.turn(Talk.titleAdded)).begun == [.export("video-edited.mp4")])
  }

  // MARK: Suggestions

  @Test func `an export that the backend suggests is offered, and one key accepts`() {
    var talk = Talk()
    _ = talk.type("add a title that says Tips")
    _ = talk.hear(.turn(.suggested([.export])))
    let reply = talk.finish(.turn(Talk.titleAdded))
    #expect(reply.begun == [])
    #expect(reply.said.last == "Export the video now? Press Enter to export.")
    #expect(talk.type("").begun == [.export("video-edited.mp4")])
  }

  @Test func `an offer that is declined or passed over is gone`() {
    for answer in ["n", "不用"] {
      var talk = Talk()
      _ = talk.type("add a title that says Tips")
      _ = talk.hear(.turn(.suggested([.export])))
      _ = talk.finish(.turn(Talk.titleAdded))
      #expect(talk.type(answer).begun == [])
      #expect(talk.type("").isNothing)
    }
    var talk = Talk()
    _ = talk.type("add a title that says Tips")
    _ = talk.hear(.turn(.suggested([.export])))
    _ = talk.finish(.turn(Talk.titleAdded))
    #expect(talk.type("credits").begun == [.credits])
    #expect(talk.type("").isNothing)
  }

  @Test func `what only reads runs at once, and an edit never by itself`() {
    var talk = Talk()
    _ = talk.type("add a title that says Tips")
    _ = talk.hear(.turn(.suggested([.credits, .edit("move the title to the top")])))
    let reply = talk.finish(.turn(Talk.titleAdded))
    #expect(reply.begun == [.credits])
    #expect(reply.said.last?.contains("\"move the title to the top\"") == true)
    #expect(talk.type("y").begun == [.send("move the title to the top")])
  }
}
