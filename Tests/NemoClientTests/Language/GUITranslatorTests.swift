import Testing

@testable import NemoClient

// Contract section 15.
@Suite struct GUITranslatorTests {
  @Test(arguments: [
    (
      "Your video is ready! Click the Export button to download it.", "Your video is ready!",
      [SuggestedAction.export]
    ),
    ("Click [Export] to save.", "", [.export]),
    ("I added a title, click \"Export\" when you're ready.", "I added a title.", [.export]),
    ("When you're happy, click Export.", "", [.export]),
    ("Open the timeline panel to see the tracks.", "", [.showTimeline]),
    ("Your clip is ready in the timeline panel.", "Your clip is ready.", [.showTimeline]),
    (
      "The title runs for 3s. You can preview it in the timeline.", "The title runs for 3s.",
      [.showTimeline]
    ),
    ("I trimmed 3.4s. Drag the clip to move it.", "I trimmed 3.4s.", [.edit(nil)]),
    ("Drag and drop your files here.", "", [.sendFile]),
    ("Drop your clips here.", "", [.sendFile]),
    ("Arrange clips as you like.", "", [.edit(nil)]), ("Adjust in editor.", "", [.edit(nil)]),
    ("Check your account and billing.", "", [.credits]), ("Go to the dashboard.", "", [.credits]),
    ("The Export button is at the top right.", "", [.export]),
    (
      "Click Export, then choose MP4. The video is 12.6s long.", "The video is 12.6s long.",
      [.export]
    ),
    ("Click Export or tell me what to change.", "Tell me what to change.", [.export]),
    ("Done:\n- Title added\n- Click Export to finish", "Done:\n- Title added", [.export]),
    ("The music fits and you can click Export.", "The music fits.", [.export]),
  ])
  func `English instructions become suggestions`(
    text: String, expected: String, actions: [SuggestedAction]
  ) {
    #expect(GUITranslator.translate(text) == .init(text: expected, actions: actions))
  }

  @Test(arguments: [
    ("视频已生成。点击导出按钮下载。", "视频已生成。", [SuggestedAction.export]),
    ("标题已添加，请点击右上角的导出。", "标题已添加。", [.export]),
    ("打开时间线面板查看效果。", "", [.showTimeline]), ("您可以拖拽片段来调整顺序。", "", [.edit(nil)]),
    ("已裁剪为16:9。请在时间线中预览。", "已裁剪为16:9。", [.showTimeline]),
    ("如需导出，请点击“导出”。", "", [.export]), ("请查看账户余额页面。", "", [.credits]),
    ("音乐已添加请点击导出", "音乐已添加", [.export]),
  ])
  func `Chinese instructions become suggestions`(
    text: String, expected: String, actions: [SuggestedAction]
  ) {
    #expect(GUITranslator.translate(text) == .init(text: expected, actions: actions))
  }

  @Test(arguments: [
    "Click highlights added: 5.", "I highlighted the cursor clicks.",
    "The title drops in from the top.",
    "It opens with a shot of the city, then cuts to the timeline of events.",
    "I zoomed in on the Export button when it is pressed.", "I zoomed in on the control panel.",
    "Drag racing footage, trimmed to 12.6s.", "Voice-over added. e.g. \"Welcome\".", "",
    "Hello\n\n  - one\n  - two\n", "已高亮鼠标点击（5处）。", "添加了点击高亮效果。", "视频以打开的门开场。",
    "You have 50 credits.", "1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%)",
  ])
  func `descriptions of the video stay as they are`(text: String) {
    #expect(GUITranslator.translate(text) == .init(text: text, actions: []))
  }

  @Test func `an export that is only offered stays, with a suggestion`() {
    let text = "It is ready to export. 现在可以导出了。"
    #expect(GUITranslator.translate(text) == .init(text: text, actions: [.export]))
  }
}
