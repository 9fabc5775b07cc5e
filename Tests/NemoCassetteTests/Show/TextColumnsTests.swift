import Testing

@testable import NemoCassette

/// Unicode Standard Annex 11: East Asian wide characters take two columns.
@Suite struct TextColumnsTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("剪辑", 4), ("标题:Lumen", 10), ("e\u{301}", 1), ("ｆｕｌｌ", 8), ("한", 2),
    ("✅", 2), ("👩‍👩‍👧", 2), ("a\u{200b}b", 2), ("—…", 2), ("━▪", 2), ("カ゛", 4), ("⚠️", 2),
  ])
  func `columns are counted as a terminal does`(text: String, width: Int) {
    #expect(TextColumns.width(text) == width)
  }

  @Test func `a wide character is never cut in half`() {
    #expect(TextColumns.fit("把视频裁剪", 6) == "把视… ")
    #expect(TextColumns.shorten("把视频", to: 6) == "把视频")
    #expect(TextColumns.shorten("把视频", to: 5) == "把视…")
    #expect(TextColumns.wrap("把视频裁剪", 5) == ["把视", "频裁", "剪"])
  }

  @Test(arguments: [
    ("one two three", 7, ["one two", "three"]), ("one two", 20, ["one two"]),
    ("a verylongword b", 5, ["a", "veryl", "ongwo", "rd b"]),
    ("ab 把视频 cd", 6, ["ab 把", "视频", "cd"]),
    ("one    two", 4, ["one", "two"]), ("把视频裁剪", 5, ["把视", "频裁", "剪"]),
  ])
  func `words stay whole where they fit`(text: String, width: Int, lines: [String]) {
    #expect(TextColumns.wrapWords(text, width) == lines)
  }

  @Test func `a path is cut in its middle`() {
    #expect(
      TextColumns.shortenMiddle("GET /api/state/nemo_agent/me/7000/latest", to: 20)
        == "GET /api/sta…/latest")
  }

  @Test(arguments: 0...30)
  func `what is fitted has exactly the width`(width: Int) {
    for text in ["", "short", "一二三四五六七八九十", "a long text that does not fit at all"] {
      #expect(TextColumns.width(TextColumns.fit(text, width)) == width)
    }
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1_675, "1.6 kB"), (383_262, "383.2 kB"), (12_345_678, "12.3 MB"),
    (5_000_000_000, "5.0 GB"),
  ])
  func `sizes are short`(count: Int, text: String) { #expect(Figures.bytes(count) == text) }

  @Test(arguments: [
    (Duration.zero, "0 ms"), (.milliseconds(999), "999 ms"), (.milliseconds(25_340), "25.3 s"),
    (.seconds(99), "99.0 s"), (.seconds(125), "2m 05s"), (.seconds(7_200), "120m 00s"),
  ])
  func `times are short`(time: Duration, text: String) { #expect(Figures.time(time) == text) }
}
