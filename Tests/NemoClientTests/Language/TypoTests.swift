import Testing

@testable import NemoClient

@Suite struct TypoTests {
  @Test(arguments: [
    ("exprot", "export"), ("expot", "export"), ("exporrt", "export"), ("donwload", "download"),
    ("uplaod", "upload"), ("stauts", "status"), ("creidts", "credits"), ("balace", "balance"),
    ("subtitels", "subtitles"), ("timelne", "timeline"),
  ])
  func `one slip of the finger is read as the keyword`(word: String, keyword: String) {
    #expect(Typo.keyword(for: word) == keyword)
  }

  @Test(arguments: [
    "expert", "exposé", "unload", "statue", "edits", "balanced", "rendering", "sender", "previewer",
    "e", "", "xport", "exprto", "eexxport",
  ])
  func `other words stay what they are`(word: String) {
    #expect(Typo.keyword(for: word) == nil)
  }

  @Test(arguments: [
    ("export", Intent.export), ("導出", .export), ("下載影片", .export), ("餘額", .credits),
    ("積分還剩多少", .credits), ("狀態", .status), ("上傳視頻", .upload), ("匯出", .export),
  ])
  func `traditional characters are read as simplified ones`(text: String, intent: Intent) {
    #expect(IntentRouter.route(text) == intent)
  }
}
