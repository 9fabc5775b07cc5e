import Testing

@testable import NemoClient

@Suite struct RequestReadingTests {
  @Test(arguments: [
    ("export to ~/out.mp4", Intent.export, ["~/out.mp4"]), ("导出到 out.mp4", .export, ["out.mp4"]),
    ("导出到out.mp4。", .export, ["out.mp4"]), ("upload clip.mp4", .upload, ["clip.mp4"]),
    ("把demo.mp4上传", .upload, ["demo.mp4"]), ("上传我的录屏.mp4", .upload, ["我的录屏.mp4"]),
    ("upload \"my clip.mp4\" and 'b c.mov'", .upload, ["my clip.mp4", "b c.mov"]),
    ("upload my\\ clip.mp4", .upload, ["my\\ clip.mp4"]),
    ("upload https://a.invalid/x?y=1#z.", .upload, ["https://a.invalid/x?y=1#z"]),
    ("export to videos/final", .export, ["videos/final"]),
    ("export as \"Final cut\"", .export, ["Final cut"]),
    ("download subtitles to talk.srt", .subtitles, ["talk.srt"]),
    ("upload file:///home/a%20b.mp4", .upload, ["file:///home/a%20b.mp4"]),
    ("upload C:\\Users\\me\\clip.mp4", .upload, ["C:\\Users\\me\\clip.mp4"]),
    ("export", .export, []),
  ])
  func `a command names its files`(text: String, intent: Intent, files: [String]) {
    #expect(IntentRouter.read(text) == Request(intent, files: files, text: text))
  }

  @Test(arguments: [
    ("crop clip.mp4 to 16:9", ["clip.mp4"]), ("make a tutorial about Node.js, v1.2", []),
    ("change the title to \"Export now\"", []), ("把标题改成“导出完成”", []),
    ("put and/or in the title", []),
    ("use https://a.invalid/logo.png as the logo", ["https://a.invalid/logo.png"]),
    ("it's 12.6s long, don't cut", []),
  ])
  func `a message names what can only be a file`(text: String, files: [String]) {
    #expect(IntentRouter.read(text) == Request(.message, files: files, text: text))
  }

  @Test(arguments: [
    (
      "crop it to 16:9 and then export it to out.mp4", "crop it to 16:9", Intent.export, ["out.mp4"]
    ),
    ("Add a title. Export please!", "Add a title.", .export, []),
    ("加个标题，然后导出到 a.mp4", "加个标题，", .export, ["a.mp4"]),
    (
      "translate them to French, and download the subtitles", "translate them to French,",
      .subtitles, []
    ),
  ])
  func `a command after a message is kept from the agent`(
    text: String, message: String, intent: Intent, files: [String]
  ) {
    let read = IntentRouter.read(text)
    #expect(read.intent == .message)
    #expect(read.text == message)
    #expect(read.afterwards.map(\.intent) == [intent])
    #expect(read.afterwards.map(\.files) == [files])
  }

  @Test(arguments: [
    "add icons for upload, download and save", "add a title that says crop and export",
    "crop it, but don't export", "export it and then crop it", "加上“裁剪并导出”几个字", "先别剪，不要导出",
    "add a title and show the timeline", "when it stops, export", "don't crop it, just export",
    "add a voiceover: first click New, then save", "加一段旁白：先点新建，再保存",
  ])
  func `what is no command at the end stays in the message`(text: String) {
    #expect(IntentRouter.read(text) == Request(.message, text: text))
  }
}
