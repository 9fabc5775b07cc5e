import Testing

@testable import NemoClient

// Contract sections 10.1 and 14.2: made on this side, without a render.
@Suite struct SubtitlesTests {
  private let captions = """
    {"t":[{"tt":0,"sg":[{"s":0,"d":9000}]},\
    {"tt":7,"m":{"role":"subtitle"},"sg":[{"s":3725500,"d":1500,"m":{"text":"Later"}},\
    {"s":0,"d":2004,"m":{"text":"Hello <b> & --> welcome\\n\\n  to Nemo "}},\
    {"s":2004,"d":0,"text":"never seen"},{"s":2004,"d":996,"text":"  "}]},\
    {"tt":7,"sg":[{"s":0,"d":3000,"m":{"text":"A title"}}]}]}
    """

  @Test func `captions become SubRip, in the order of time`() throws {
    let draft = try draft(captions)
    #expect(
      Subtitles.srt(of: draft) == """
        1
        00:00:00,000 --> 00:00:02,004
        Hello <b> & -> welcome
        to Nemo

        2
        01:02:05,500 --> 01:02:07,000
        Later

        """)
  }

  @Test func `captions become WebVTT, with its marks escaped`() throws {
    let draft = try draft(captions)
    #expect(
      Subtitles.vtt(of: draft) == """
        WEBVTT

        00:00:00.000 --> 00:00:02.004
        Hello &lt;b&gt; &amp; -&gt; welcome
        to Nemo

        01:02:05.500 --> 01:02:07.000
        Later

        """)
  }

  @Test func `without captions the titles count, and without texts there is no file`() throws {
    let titles = try draft(#"{"t":[{"tt":7,"sg":[{"d":3000,"m":{"text":"标题"}}]}]}"#)
    #expect(Subtitles.srt(of: titles) == "1\n00:00:00,000 --> 00:00:03,000\n标题\n")
    for text in [#"{"t":[{"tt":0,"sg":[{"d":1,"text":"a"}]}]}"#, #"{"t":[]}"#, #"{"d":1}"#] {
      let draft = try draft(text)
      #expect(Subtitles.srt(of: draft) == nil)
      #expect(Subtitles.vtt(of: draft) == nil)
    }
  }
}
