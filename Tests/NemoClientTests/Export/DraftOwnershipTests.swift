import Testing

@testable import NemoClient

@Suite struct DraftOwnershipTests {
  private static let first = UploadedFile(
    filename: "a.mp4", url: "https://cdn.invalid/u/1/a.mp4?signature=old")
  private static let second = UploadedFile(
    filename: "b c.mov", url: "https://cdn.invalid/u/2/b%20c.mov")
  private static let ofSecond = DraftOwnership(own: [second], others: [first])

  /// A draft with one video track, whose segments are written out.
  private func video(_ segments: String) throws -> Draft {
    try draft(#"{"t":[{"tt":0,"sg":[\#(segments)]}]}"#)
  }

  @Test(arguments: [
    // Its own address, signed anew; a path of the backend; its own name alone.
    #"{"d":1,"src":"https://cdn.invalid/u/2/b%20c.mov?signature=new#t"}"#,
    #"{"d":1,"src":"/mnt/userdata/b c.mov"}"#,
    #"{"d":1,"m":{"title":"b c.mov"}}"#,
    // What nobody has uploaded: the agent's own media, and a segment without a source.
    #"{"d":1,"src":"https://cdn.invalid/gen/sunset.mp4","n":"sunset"}"#, #"{"d":1}"#, "",
    // A title that only speaks of the other one.
    #"{"d":1,"src":"/mnt/userdata/b c.mov","m":{"title":"a.mp4"}}"#,
  ])
  func `a draft of the file itself, or of nobody's source, may be exported`(segment: String)
    throws
  {
    try Self.ofSecond.check(video(segment))
  }

  @Test(arguments: [
    #"{"d":1,"src":"https://cdn.invalid/u/1/a.mp4?signature=new"}"#,
    #"{"d":1,"src":"/mnt/userdata/a.mp4"}"#, #"{"d":1,"n":"a.mp4"}"#,
    #"{"d":1,"src":"/mnt/userdata/b c.mov"},{"d":1,"src":"/mnt/userdata/a.mp4"}"#,
    #"{"d":1,"src":"https://elsewhere.invalid/x","m":{"title":"a.mp4"}}"#,
  ])
  func `a draft that shows another file is refused, by name`(segments: String) throws {
    let draft = try video(segments)
    #expect(Self.ofSecond.foreignName(in: draft) == "a.mp4")
    #expect(
      throws: NemoError(
        .foreignDraft, during: .export, context: NemoError.Context(path: "a.mp4"))
    ) { try Self.ofSecond.check(draft) }
  }

  @Test func `two files of one name are told apart by their addresses`() throws {
    let ours = UploadedFile(filename: "clip.mp4", url: "https://cdn.invalid/2/clip.mp4")
    let theirs = UploadedFile(filename: "clip.mp4", url: "https://cdn.invalid/1/clip.mp4")
    let ownership = DraftOwnership(own: [ours], others: [theirs])
    let (good, bad) = (
      try video(#"{"src":"https://cdn.invalid/2/clip.mp4"}"#),
      try video(#"{"src":"https://cdn.invalid/1/clip.mp4"}"#)
    )
    #expect(ownership.foreignName(in: good) == nil)
    #expect(ownership.foreignName(in: bad) == "clip.mp4")
    // Nobody can tell whose a path is; a refusal would be a guess.
    #expect(ownership.foreignName(in: try video(#"{"src":"/mnt/userdata/clip.mp4"}"#)) == nil)
  }

  @Test func `only the picture counts: music and titles may be shared`() throws {
    let shared = try draft(
      #"{"t":[{"tt":1,"sg":[{"n":"a.mp4"}]},{"tt":7,"sg":[{"m":{"text":"a.mp4"}}]}]}"#)
    #expect(Self.ofSecond.foreignName(in: shared) == nil)
  }

  @Test func `the refusal says what to do, in both languages`() {
    let error = NemoError(.foreignDraft, during: .export, context: .init(path: "a.mp4"))
    #expect(
      error.sentence(in: .english)
        == "The timeline shows a.mp4, which is not the file that was to be edited, so nothing was exported. Put the instruction in other words, or edit the file by itself."
    )
    #expect(
      error.sentence(in: .chinese)
        == "时间线中显示的是“a.mp4”，不是要编辑的文件，所以没有导出。请换一种说法，或单独编辑该文件。")
  }
}
