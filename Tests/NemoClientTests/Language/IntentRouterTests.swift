import Testing

@testable import NemoClient

// Contract sections 14.1 and 14.2.
@Suite struct IntentRouterTests {
  @Test(arguments: [
    ("export", Intent.export), ("导出", .export), ("Download", .export),
    ("send me the video", .export),
    ("Export the video please!", .export), ("export it to out/final.mp4", .export),
    ("帮我导出视频", .export),
    ("get the video", .export), ("save", .export), ("下载成片", .export),
    ("credits", .credits), ("积分", .credits), ("balance?", .credits), ("余额", .credits),
    ("How many credits do I have left?", .credits), ("how many left", .credits),
    ("我还有多少积分？", .credits),
    ("status", .status), ("状态", .status), ("show tracks", .status),
    ("show me the timeline", .status),
    ("what's in it", .status), ("progress", .status), ("现在什么样了", .status),
    ("export status", .status),
    ("upload", .upload), ("上传", .upload), ("upload demo.mp4", .upload),
    ("upload https://a.invalid/x.mp4", .upload),
    ("export SRT", .subtitles), ("download subtitles", .subtitles),
  ])
  func `a command goes where its keyword says`(text: String, intent: Intent) {
    #expect(IntentRouter.route(text) == intent)
  }

  @Test(arguments: [
    "", "add a status bar at the top", "make an upload-themed intro", "balance the colors",
    "fix the white balance",
    "add rolling credits at the end", "add a download icon", "don't export yet", "add BGM",
    "crop the screen recording to 16:9, highlight the cursor clicks, and add a voiceover track",
    "regenerate", "redo", "重新生成", "再来一个", "添加状态栏", "给片尾加一个导出动画", "generate a city timelapse",
    "translate to Chinese", "中文字幕", "render a city skyline",
    "progress bar on the left",
    "exporter", "credit card animation",
  ])
  func `anything else goes to the agent`(text: String) {
    #expect(IntentRouter.route(text) == .message)
  }

  @Test func `a file goes before words`() {
    #expect(IntentRouter.route("crop it", hasAttachment: true) == .upload)
  }
}
