import Testing

@testable import NemoClient

func draft(_ text: String) throws -> Draft {
  try #require(Draft(bytes: Array(text.utf8)))
}

@Suite struct DraftTests {
  /// The seed's example, in the schema that contract section 10.3 proposes.
  static let seed = """
    {"t":[{"tt":0,"sg":[{"s":0,"d":10000,"m":{"title":"city timelapse"}}]},\
    {"tt":1,"m":{"role":"bgm"},"sg":[{"s":0,"d":10000,"v":0.35,"m":{"title":"Lo-fi"}}]},\
    {"tt":7,"sg":[{"s":0,"d":3000,"m":{"text":"Urban Dreams"}}]}],"d":10000}
    """

  @Test func `the summary is the seed's, literally`() throws {
    #expect(
      TimelineSummary(try draft(Self.seed)).description
        == "Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: \"Urban Dreams\" (0-3s)"
    )
  }

  @Test(arguments: [
    #"{"tt":0,"sg":[{"s":1500,"d":500,"n":"a"}]}"#,
    #"{"tt":"0","sg":[{"st":"1500","d":500.4,"name":"a"}]}"#,
    #"{"tt":0,"sg":[{"start":1500,"end":2000,"m":{"name":"a"}}]}"#,
    #"{"tt":0,"sg":[{"start_time":1500,"d":500,"src":"https://c.invalid/x/a?s=1"}]}"#,
    #"{"tt":0,"sg":[{"m":{"start":1500,"title":"a"},"d":500}]}"#,
  ])
  func `times and names are found under their several keys`(track: String) throws {
    let summary = TimelineSummary(try draft(#"{"t":[\#(track)]}"#))
    #expect(summary.description == "Timeline (1 track): 1. Video: a (1.5-2s)")
  }

  @Test func `segments without a start lie end to end, and many are counted`() throws {
    let segments = (1...5).map { #"{"d":1250,"m":{"title":"c\#($0)"}}"# }.joined(separator: ",")
    let summary = TimelineSummary(try draft(#"{"t":[{"tt":0,"sg":[\#(segments)]}]}"#))
    #expect(summary.lines == ["Video: c1 (0-1.3s), c2 (1.3-2.5s), c3 (2.5-3.8s), +2 more"])
  }

  @Test func `labels follow type and role, and volumes above 1 are percent`() throws {
    let summary = TimelineSummary(
      try draft(
        """
        {"t":[{"tt":1,"m":{"role":"Voiceover"},"sg":[{"d":2000,"vol":80,"n":"Hello"}]},
        {"tt":7,"m":{"role":"subtitle"},"sg":[{"d":1000,"text":"a"},{"d":1000,"text":"b"}]},
        {"tt":9,"n":"Stickers","sg":[{"d":1000}]},{"tt":0,"sg":[]},{}]}
        """))
    #expect(
      summary.lines == [
        "Voice-over: Hello (0-2s, 80%)", "Captions: 2 lines (0-2s)", "Stickers: untitled (0-1s)",
        "Video: empty", "Other: empty",
      ])
  }

  @Test func `only a segment makes a draft exportable`() throws {
    #expect(try draft(Self.seed).isExportable)
    for text in [#"{"t":[]}"#, #"{"t":[{"tt":0,"sg":[]}]}"#, #"{"d":1}"#, #"{"t":{}}"#] {
      #expect(try !draft(text).isExportable)
    }
    for text in ["", "{}", "[]", "null", "1", "{"] {
      #expect(Draft(bytes: Array(text.utf8)) == nil)
    }
  }

  @Test func `absurd numbers and names are bounded`() throws {
    let text =
      #"{"t":[{"tt":1e99,"sg":[{"s":-5,"d":1e300,"v":-1,"n":"a\n  b"},{"s":9e18,"d":9e18,"v":1e9}]}],"d":1e999}"#
    let draft = try draft(text)
    #expect(draft.durationMilliseconds == 2_000_000_000_000)
    #expect(draft.tracks[0].type == .unknown)
    #expect(TimelineSummary(draft).lines[0].hasPrefix("Other: a b (0-1000000000s), "))
    let long = try self.long(name: String(repeating: "x", count: 100_000))
    #expect(TimelineSummary(long).lines[0].count < 70)
  }

  private func long(name: String) throws -> Draft {
    try draft(#"{"t":[{"tt":0,"sg":[{"d":1,"n":"\#(name)"}]}]}"#)
  }
}
