import Testing

@testable import NemoClient

// The table of contract section 15, whole, a row a test, as the phrases stand in texts.
@Suite struct GUITableTests {
  @Test(arguments: [
    (SuggestedAction.export, "Click [Export]|点击导出"), (.edit(nil), "Click [Apply]|点击应用按钮"),
    (.edit("Add music"), "Click \"Add music\"."),
    (.showTimeline, "Open the timeline panel|Open the preview panel|打开时间线面板|打开面板"),
    (.edit(nil), "Drag the clips|Drag and drop the clip|拖拽片段"),
    (.edit(nil), "Move the clips in the timeline|Drop the clip into the timeline"),
    (
      .showTimeline,
      "Preview in the timeline|You can preview it in the timeline.|Preview it in the player|在时间线中预览"
    ),
    (.export, "Use the Export button|The Export button is at the top.|点击导出按钮|右上角的导出按钮"),
    (.credits, "Check your account|Check your billing page|查看账户页面"),
    (.credits, "Go to settings|Go to the dashboard|Check the dashboard|前往设置"),
    (.edit(nil), "Arrange clips|Arrange the clips in the order you like"),
    (.edit(nil), "Adjust in editor|Adjust it in the editor"),
    (.showTimeline, "Open the subtitle panel|Open the timeline|打开字幕面板|打开时间线"),
    (
      .edit(nil),
      """
      Drag the subtitle timing|Adjust the timing in the timeline|Adjust timing in timeline|Drag clip|\
      Drop here
      """
    ),
    (.export, "Click Export"), (.subtitles, "Click Export to download the SRT|点击导出SRT字幕文件"),
    (.sendFile, "Drop your clips here|Drag files into the media panel|Click Upload|拖拽文件到这里|点击上传"),
  ])
  func `a row of the table`(action: SuggestedAction, phrases: String) {
    for phrase in phrases.split(separator: "|") {
      #expect(
        GUITranslator.translate(String(phrase)) == .init(text: "", actions: [action]), "\(phrase)")
    }
  }

  @Test(arguments: [
    ("Drag the title to the end of the timeline.", "Move the title to the end of the timeline"),
    ("You can drag the logo to the top-left corner.", "Move the logo to the top-left corner"),
    ("Drag and drop the second clip before the first.", "Move the second clip before the first"),
    ("Drag the music to 0:05 to adjust it.", "Move the music to 0:05"),
    ("请将标题拖到结尾。", "把标题移到结尾"), ("您可以拖动音乐到第5秒来调整。", "把音乐移到第5秒"),
  ])
  func `a drag with a place becomes the text of an edit`(text: String, edit: String) {
    #expect(GUITranslator.translate(text) == .init(text: "", actions: [.edit(edit)]))
  }

  @Test(arguments: [
    "Drag the clips to reorder them.", "Drag the clip into the timeline.",
    "Drag it to the timeline.",
    "拖拽片段来调整顺序。", "将片段拖到时间线。", "拖动字幕即可调整时间。",
  ])
  func `a drag to nowhere is an edit that has to be asked for`(text: String) {
    #expect(GUITranslator.translate(text) == .init(text: "", actions: [.edit(nil)]))
  }
}
