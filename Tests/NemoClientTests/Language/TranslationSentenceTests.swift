import Testing

@testable import NemoClient

/// Texts as a backend with an editor in mind writes them.
@Suite struct TranslationSentenceTests {
  @Test(arguments: [
    (
      "I cropped the recording to 16:9 and added a voiceover. Open the timeline panel to review it.",
      "I cropped the recording to 16:9 and added a voiceover.", [SuggestedAction.showTimeline]
    ),
    (
      "All set! Your 30-second clip is ready. To export, click the Export button in the top right.",
      "All set! Your 30-second clip is ready.", [.export]
    ),
    (
      "Captions are in. You can drag a caption to change its timing, or tell me what to change.",
      "Captions are in. Tell me what to change.", [.edit(nil)]
    ),
    (
      "The music is at 35%. Check your account to see how many credits are left.",
      "The music is at 35%.", [.credits]
    ),
    (
      "1. Title added\n2. Click Preview\n3. Music added", "1. Title added\n3. Music added",
      [.showTimeline]
    ),
    (
      "Done. Please drag the title to the top of the frame if you like.", "Done.",
      [.edit("Move the title to the top of the frame")]
    ),
    ("字幕已添加。您可以打开字幕面板查看。", "字幕已添加。", [.showTimeline]),
    ("视频已裁剪为16:9，请点击右上角的导出按钮保存。", "视频已裁剪为16:9。", [.export]),
    ("已添加背景音乐（音量35%）。如需调整，请拖动音乐轨道。", "已添加背景音乐（音量35%）。", [.edit(nil)]),
    ("标题已完成。将标题拖到画面顶部即可。", "标题已完成。", [.edit("把标题移到画面顶部")]),
    ("积分不足？请前往账户页面查看余额。", "积分不足？", [.credits]),
  ])
  func `instructions go, and descriptions stay`(
    text: String, expected: String, actions: [SuggestedAction]
  ) {
    #expect(GUITranslator.translate(text) == .init(text: expected, actions: actions))
  }

  @Test(
    arguments: lines(
      """
      I zoomed in each time the Save button is clicked.
      The title says "Click here to subscribe".
      I exported the logo from the second clip as an overlay.
      The drag-race scene now opens the video.
      Drag queens dance in the first scene.
      The voiceover says that you open the settings and then save.
      It shows how the account page opens.
      The timeline of the company is shown from 2001 to 2010.
      I moved the title to the top and dropped the music to 20%.
      The speaker drops the microphone at 0:12.
      Click sounds were removed between 3s and 5s.
      The download progress is now shown in blue.
      What should the title say?
      Your balance is 50 credits.
      已在点击处添加缩放动画。
      画面中的鼠标点击已用黄色高亮。
      片头展示了打开应用的过程。
      标题文字为“立即下载”。
      已将音量调整为20%。
      第二段展示了账户页面。
      我把拖拽演示那一段放慢了一倍。
      """))
  func `what is seen and heard in the video stays`(text: String) {
    #expect(GUITranslator.translate(text) == .init(text: text))
  }
}
