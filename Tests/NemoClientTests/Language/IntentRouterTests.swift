import Testing

@testable import NemoClient

/// One sentence per line.
func lines(_ text: String) -> [String] {
  text.split(whereSeparator: \.isNewline).map(String.init)
}

@Suite struct IntentRouterTests {
  // Contract section 14.1, whole.
  @Test(arguments: [
    ("export", Intent.export), ("导出", .export), ("download", .export),
    ("send me the video", .export),
    ("credits", .credits), ("积分", .credits), ("balance", .credits), ("余额", .credits),
    ("status", .status), ("状态", .status), ("show tracks", .status),
    ("upload", .upload), ("上传", .upload), ("anything else", .message),
  ])
  func `the base table`(words: String, intent: Intent) {
    #expect(IntentRouter.route(words) == intent)
    #expect(IntentRouter.route(words.uppercased()) == intent)
    #expect(IntentRouter.route("  \(words)!\n") == intent)
  }

  // Contract section 14.2, whole but for its refusals.
  @Test(arguments: [
    (Intent.message, "regenerate|重新生成|redo|再来一个"), (.status, "现在什么样了"), (.export, "get the video"),
    (.export, "save"), (.export, "render"), (.credits, "how many left"),
    (
      .status,
      "show timeline|what's in it|progress|what's done|show me what we have|preview|预览"
    ),
    (.message, "generate|create|make a video|生成视频"),
    (.message, "storyboard|script breakdown|scene list"),
    (
      .message,
      """
      add subtitles|caption this|translate to French|中文字幕|burn subtitles|hardcode captions|fix timing|\
      change font|bigger text
      """
    ),
    (
      .subtitles,
      "export SRT|get subtitle file|download subtitles|export VTT|WebVTT|导出字幕|下载字幕"
    ),
  ])
  func `the additions by variant`(intent: Intent, words: String) {
    for words in words.split(separator: "|") {
      #expect(IntentRouter.route(String(words)) == intent, "\(words)")
    }
  }

  @Test func `a file goes before words`() {
    #expect(IntentRouter.route("crop it", hasAttachment: true) == .upload)
    #expect(IntentRouter.route("export", hasAttachment: true) == .upload)
  }

  @Test func `what nobody can have meant as a command goes to the agent`() {
    for text in ["", " ", "?", "🙂", "please", "the video", "mp4", "\u{0}", "экспорт", "不export"] {
      #expect(IntentRouter.route(text) == .message, "\(text)")
    }
    let long = String(repeating: "please ", count: 60) + "export"
    #expect(IntentRouter.route(long) == .message)
  }
}
