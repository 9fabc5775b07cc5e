import Testing

@testable import NemoClient

@Suite struct TimelineDiffTests {
  private static let clip = #"{"id":"c","s":0,"d":16000,"m":{"title":"demo"}}"#

  private func timeline(
    video: String = clip, more: String = "", size: String = ""
  ) throws -> Draft {
    try draft(#"{"t":[{"tt":0,"sg":[\#(video)]}\#(more)],"d":16000,"m":{\#(size)}}"#)
  }

  private func diff(_ before: Draft?, _ after: Draft?) -> [String] {
    TimelineDiff(before: before, after: after).sentences
  }

  @Test func `drafts that say the same do not differ`() throws {
    let one = try draft(#"{"t":[{"tt":0,"sg":[]}],"d":1.0}"#)
    let other = try draft(#" {"d":1 , "t":[{"sg":[],"tt":0}]} "#)
    #expect(TimelineDiff(before: one, after: other).isEmpty)
    #expect(TimelineDiff(before: nil, after: nil).isEmpty)
  }

  @Test(arguments: [
    (#",{"tt":7,"sg":[{"s":0,"d":3000,"m":{"text":"Tips"}}]}"#, #"Title added: "Tips" (0-3s)"#),
    (#",{"tt":1,"sg":[{"s":0,"d":10000,"v":0.35,"n":"Lo-fi"}]}"#, "BGM added: Lo-fi (0-10s, 35%)"),
    (#",{"tt":1,"m":{"role":"voiceover"},"sg":[{"d":9000,"n":"Hi"}]}"#, "Voice-over added"),
    (
      #",{"tt":7,"m":{"role":"caption"},"sg":[{"d":1,"text":"a"},{"d":1,"text":"b"}]}"#,
      "Captions added (2)"
    ),
    (
      #",{"tt":5,"m":{"role":"click-highlight"},"sg":[{},{},{},{},{}]}"#,
      "Click highlights added (5)"
    ),
  ])
  func `a track that came or went is named`(track: String, sentence: String) throws {
    let (without, with) = (try timeline(), try timeline(more: track))
    #expect(diff(without, with) == [sentence])
    let gone = diff(with, without)
    #expect(gone.count == 1)
    #expect(gone.first?.contains(" removed") == true)
  }

  @Test func `a crop tells the new size`() throws {
    let before = try timeline(size: #""width":2560,"height":1440"#)
    #expect(
      diff(before, try timeline(size: #""width":1920,"height":1080"#)) == [
        "Video cropped to 1920x1080"
      ])
  }

  @Test func `a trim tells both lengths, and not what follows from it`() throws {
    let music = { (end: Int) in #",{"tt":1,"sg":[{"id":"b","s":0,"d":\#(end),"n":"Lo-fi"}]}"# }
    let before = try timeline(more: music(16_000))
    let shorter = #"{"id":"c","s":0,"d":12600,"m":{"title":"demo"}}"#
    #expect(
      diff(before, try timeline(video: shorter, more: music(12_600))) == [
        "Trimmed from 16s to 12.6s"
      ])
    let halves =
      #"{"id":"x","d":6000,"m":{"title":"demo"}},{"id":"y","d":6600,"m":{"title":"demo"}}"#
    #expect(diff(try timeline(), try timeline(video: halves)) == ["Trimmed from 16s to 12.6s"])
  }

  @Test func `highlights within a clip are counted`() throws {
    let clip = #"{"id":"c","s":0,"d":16000,"m":{"title":"demo","highlights":[1,2,3,4,5]}}"#
    #expect(diff(try timeline(), try timeline(video: clip)) == ["Click highlights added (5)"])
  }

  @Test func `changes of a segment are told`() throws {
    let title = { (text: String, s: Int) in
      #",{"tt":7,"sg":[{"s":\#(s),"d":3000,"m":{"text":"\#(text)"}}]}"#
    }
    #expect(
      diff(try timeline(more: title("A", 0)), try timeline(more: title("B", 0))) == [
        #"Title changed from "A" to "B""#
      ])
    #expect(
      diff(try timeline(more: title("A", 0)), try timeline(more: title("A", 2000))) == [
        #"Title "A" moved to 2-5s"#
      ])
    let music = { (v: Double) in #",{"tt":1,"sg":[{"s":0,"d":1000,"v":\#(v),"n":"Lo-fi"}]}"# }
    #expect(
      diff(try timeline(more: music(0.8)), try timeline(more: music(0.35))) == [
        "BGM volume changed from 80% to 35%"
      ])
    let fast = #"{"id":"c","s":0,"d":8000,"sp":2,"m":{"title":"demo"}}"#
    #expect(diff(try timeline(), try timeline(video: fast)) == ["Speed changed to 2x"])
  }

  @Test func `an unknown change is still a change`() throws {
    #expect(
      diff(try draft(#"{"t":[],"x":1}"#), try draft(#"{"t":[],"x":2}"#)) == ["The timeline changed"]
    )
  }

  @Test func `a first draft is all news, and there is an end to the list`() throws {
    #expect(diff(nil, try timeline()) == ["Video added: demo (0-16s)"])
    let many = (0..<50).map { #"{"d":1,"n":"n\#($0)"}"# }.joined(separator: ",")
    let sentences = diff(nil, try timeline(video: many))
    #expect(sentences.count == 13)
    #expect(sentences.last == "38 more changes")
  }

  @Test func `media whose URL is only signed anew are not new`() {
    func state(_ url: String) -> SessionState {
      SessionState(media: [
        UploadedFile(filename: "a.mp4", kind: "video", url: url, durationSeconds: 12)
      ])
    }
    let before = state("https://cdn.invalid/a.mp4?sig=1")
    #expect(TimelineDiff(before: before, after: state("https://cdn.invalid/a.mp4?sig=2")).isEmpty)
    #expect(
      TimelineDiff(before: before, after: state("https://cdn.invalid/2/a.mp4?sig=1")).sentences
        == ["Media added: a.mp4"])
  }

  @Test func `new media of a state are told`() {
    let file = UploadedFile(filename: "a.mp4")
    let diff = TimelineDiff(
      before: SessionState(), after: SessionState(media: [file], generatedMedia: [.null]))
    #expect(diff.sentences == ["Media added: a.mp4", "Media generated (1)"])
  }
}
