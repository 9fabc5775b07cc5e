import Testing

@testable import NemoClient

// Contract section 15, "Safety", and the rules of the conversation.
@Suite struct SuggestionPolicyTests {
  @Test(arguments: [
    "add a title", "don't show me anything", "给它加个标题", "", "don't spend my credits",
  ])
  func `what only reads runs at once, whatever was asked`(message: String) {
    #expect(SuggestionPolicy.decide(.showTimeline, after: message) == .run)
    #expect(SuggestionPolicy.decide(.credits, after: message) == .run)
  }

  @Test(arguments: [
    "crop it to 16:9 and export it", "Crop it to 16:9. Export.", "add a title, then download",
    "add captions and then save the video to out.mp4", "导出", "加个标题然后导出", "裁剪成16:9并导出视频",
    "裁剪后导出", "trim the start; when that is done, export please",
  ])
  func `an export runs when the message asked for it`(message: String) {
    #expect(SuggestionPolicy.decide(.export, after: message) == .run)
  }

  @Test(arguments: [
    "add a title", "crop it to 16:9 but don't export yet", "don't crop and export",
    "add a title that says \"done, export\"", "add a title that says crop and export",
    "before you export, add a title", "裁剪成16:9，先别导出", "加个标题，不要导出", "标题写“完成，导出”",
    "how are you", "", "zoom in when I save and export",
  ])
  func `an export is offered otherwise`(message: String) {
    #expect(SuggestionPolicy.decide(.export, after: message) == .offer)
  }

  @Test func `a subtitle file is written when the message asked for it`() {
    let wish = "translate them to French and download the subtitles"
    #expect(SuggestionPolicy.decide(.subtitles, after: wish) == .run)
    #expect(SuggestionPolicy.decide(.subtitles, after: "add captions") == .offer)
    #expect(SuggestionPolicy.decide(.export, after: wish) == .offer)
  }

  @Test(arguments: [
    ("Move the title to the end", "trim the start and move the title to the end"),
    ("Move the logo to the left corner", "Put the logo in the left corner, and crop it to 1:1"),
    ("把标题移到结尾", "剪掉开头，把标题放到结尾"), ("Add music", "crop it and add music"),
  ])
  func `an edit runs when the message asked for it and for more`(edit: String, message: String) {
    #expect(SuggestionPolicy.decide(.edit(edit), after: message) == .run)
  }

  @Test(arguments: [
    ("Move the title to the end", "add a title"), ("Move the clip to the start", "crop it to 16:9"),
    ("把标题移到结尾", "加个标题"), ("Move it", "crop it to 16:9"), ("", "crop it"),
    ("Move the title to the end", "crop it and remove the title at the end"),
    ("Move the title before the captions", "crop it and move the captions before the title"),
    ("Move the title to the end", "crop it, but don't move the title to the end"),
    ("把标题移到结尾", "剪掉开头，把结尾的标题删掉"), ("把标题移到字幕前", "剪掉开头，把字幕移到标题前"),
    ("Add music", "add a title"), ("Add music", "crop it and don't add music"),
  ])
  func `an edit that nobody asked for is offered`(edit: String, message: String) {
    #expect(SuggestionPolicy.decide(.edit(edit), after: message) == .offer)
  }

  /// Else the backend's "drag it" and the client's message would answer each other for ever.
  @Test(arguments: ["Move the title to the end", "move the title to the end, please", "把标题移到结尾"])
  func `an edit that has just been sent is never sent again by itself`(message: String) {
    #expect(SuggestionPolicy.decide(.edit(message), after: message) == .offer)
    #expect(
      SuggestionPolicy.decide(.edit("Move the title to the end"), after: message) == .offer)
  }

  @Test func `an edit or a file that is not named is asked for`() {
    for message in ["add a title", "arrange the clips", "加个标题"] {
      #expect(SuggestionPolicy.decide(.edit(nil), after: message) == .ask)
      #expect(SuggestionPolicy.decide(.sendFile, after: message) == .ask)
    }
  }
}
